# Слова бота. <b> и <i> — разметка Telegram; подставляемое экранируется само.

### Команды в меню Telegram
command-start = знакомство
command-quiz = викторина: /quiz mask_rcnn 5
command-daily = вопрос дня: /daily 9:30
command-zone = часовой пояс: /zone Казань
command-decks = колоды и прогресс
command-review = повторить, что пора: /review 15
command-goal = экзамен: /goal 12.12 mask_rcnn
command-mock = пробный экзамен на 20 минут
command-pace = сколько нового и повторений в день
command-daystart = когда начинается учебный день
command-progress = мои результаты
command-skip = пропустить вопрос
command-hint = подсказка
command-stop = закончить викторину
command-cancel = отменить начатое
command-help = как пользоваться

### Знакомство и помощь
start =
    <b>Привет, { $name }!</b>
    Я помогаю готовиться к экзамену или собеседованию по глубокому обучению: спрашиваю, честно оцениваю ответ своими словами, объясняю и возвращаюсь к тому, что не получилось.

    Начните с колоды:
start-group =
    <b>Привет!</b> Я провожу общие викторины и соревнования по глубокому обучению.
    Начать: /quiz mask_rcnn или /contest. Отвечать можно кнопкой или ответом (reply) на мой вопрос.
help =
    <b>Как заниматься</b>
    /quiz — выбрать колоду
    /quiz mask_rcnn — викторина по колоде
    /quiz маск рцнн 5 — пять вопросов; имя можно писать как угодно
    /skip — пропустить вопрос, /hint — подсказка
    /stop — закончить и увидеть итог
    /decks — колоды, /progress — мои результаты
    📎 Свою колоду пришлите файлом: YAML, Markdown, CSV, GIFT или .apkg из Anki.
    /daily — вопрос дня в удобное время: /daily 9:30 будни
    /daily тихо 23-8 — часы, когда не беспокоить
    /zone — часовой пояс: /zone Казань
    /daystart — когда начинается учебный день: /daystart 5:00
    /review — повторить то, что пора вспомнить: /review 15
    /pace — сколько нового и повторений в день: /pace 5 30
    /goal — дата экзамена и план: /goal 12.12 mask_rcnn
    /mock — пробный экзамен: десять вопросов, 20 минут
    /cancel — отменить начатое

    Новое спрашиваю с вариантами, знакомое — своими словами. На вопрос с вариантами тоже можно ответить текстом. Не согласны с оценкой? Нажмите «Я был прав». Нашли ошибку? «Сообщить об ошибке».

    <b>В группе</b>
    /contest — турнир: кнопками, опросом или своими словами; командами, на вылет, на сутки
    /contest mask_rcnn 10 30s — десять вопросов по 30 секунд
    /duel @anna mask_rcnn — дуэль, /a — ответ на вопрос турнира словами
    /top — таблица за неделю и месяц, /league — лига групп, /settings — настройки группы
    Свою колоду администратор присылает файлом с подписью /decks.
    /quiz mask_rcnn начинает общий раунд. Каждый отвечает один раз, кнопкой или ответом (reply) на вопрос. Ведёт тот, кто начал, или администратор.
unknown-command = Такой команды нет. Что я умею: /help

### Колоды
decks-title = <b>Колоды</b>
decks-title-own = <b>🗂 Свои колоды</b>
decks-line = { $mark } <b>{ $title }</b>
    { $known } из { $total } освоено · <code>/quiz { $slug }</code>
decks-line-group = <b>{ $title }</b>
    вопросов: { $total } · <code>/quiz { $slug }</code>
decks-choose = <b>Что повторим?</b>
# Telegram обрезает длинную надпись справа: счёт стоит первым.
deck-button = { $known }/{ $total } · { $title }
deck-button-new = { $title }
deck-unknown = Колоды «{ $asked }» нет.
deck-nearest = Колоды «{ $asked }» нет. Может быть, одна из этих?
decks-none = Колод пока нет.
page-back = ‹ назад
page-on = дальше ›
progress-title = <b>Ваши результаты</b>
progress-line = { $bar } <b>{ $title }</b>
    освоено { $known } из { $total }, встречалось { $met }
progress-empty = Пока ни одного ответа. Начните: /quiz
progress-private = Личные результаты показываю в личном чате, чтобы не мешать группе: напишите мне /progress там.

### Вопрос
question-head = <b>{ $title }</b> · { $position }/{ $length }
question-text = { $question }
question-option = <b>{ $letter })</b> { $text }
question-option-right = ✅ <b>{ $letter }) { $text }</b>
question-option-wrong = ❌ <b>{ $letter })</b> { $text }
question-open = <i>Ответьте своими словами одним сообщением.</i>
question-round = <i>Отвечает каждый, один раз: кнопкой или ответом (reply) на это сообщение.</i>
question-round-open = <i>Отвечает каждый, один раз: ответом (reply) на это сообщение.</i>
question-hint = 💡 { $hint }
hint-points = В полном ответе { $count ->
    [one] { $count } ключевая мысль
    [few] { $count } ключевые мысли
   *[many] { $count } ключевых мыслей
}.
hint-point = Одна из мыслей начинается так: «{ $start }…»
no-more-hints = Подсказки кончились
button-own-words = ✍️ Своими словами
button-hint = 💡 Подсказка
button-skip = Пропустить
button-stop = Закончить
button-reveal = Показать ответ
button-next = Дальше ▶
button-finish = Итоги 🏁
button-right = Я был прав
button-report = Сообщить об ошибке
button-missed = Повторить, что не получилось
button-again = Ещё раз
button-decks = К колодам
button-no-comment = Без пояснений

### Вердикт
verdict-correct = ✅ <b>Верно</b>
verdict-partial = 🟡 <b>Частично верно</b>
verdict-partial-points = 🟡 <b>Частично верно</b> · мыслей { $said } из { $all }
verdict-wrong = ❌ <b>Неверно</b>
verdict-skipped = ⏭ <b>Пропущено</b>
verdict-overridden = ✅ <b>Засчитано: вы были правы</b>
verdict-unsure = <i>Я не вполне уверен в этой оценке.</i>
points-said = <b>Сказано:</b>
points-missed = <b>Не хватило:</b>
points-more = <b>Можно добавить:</b>
points-contradicted = <b>Противоречит ответу:</b>
points-rejected = <b>Ошибка:</b>
point-said = ✅ { $text }
point-missed = ⚪️ { $text }
point-contradicted = ❌ { $text }
point-rejected = ❌ { $text }. { $why }
your-choice = Вы выбрали: { $text }
why-wrong = { $why }
right-choice = Верный ответ: <b>{ $text }</b>
right-option = Верный ответ: <b>{ $letter }) { $text }</b>
right-letter = Верный ответ: <b>{ $letter }</b>
guard-echo = Это повтор вопроса, а не ответ.
guard-dont_know = Не знать — нормально: вот разбор.
guard-keywords = Слова верные, но из них не видно связи. Скажите, что из чего следует.
guard-injection = Оценку ставлю только по содержанию ответа.
guard-empty = В ответе нет слов.
explanation-head = 📖 <b>Разбор</b>
references-head = 📄 <b>Статьи</b>

### Итог
ended-review = 🏁 Повторение
ended-quiz = 🏁 Викторина
ended-daily = 🏁 Вопросы дня
ended-mock = 🏁 Пробный экзамен
ended-title = 🏁 <b>{ $title }</b>
ended-score = <b>Верно { $correct } из { $answered }</b>
ended-partial = 🟡 { $count } частично верно
ended-wrong = ❌ { $count } неверно
ended-skipped = ⏭ { $count } пропущено
ended-none = Ни одного ответа: ничего не записано.
ended-missed = <b>Стоит повторить:</b>
ended-missed-item = • { $question }
ended-clean = Всё верно. Так держать!
ended-clean-round = На каждый вопрос кто-то ответил верно.
ended-table = <b>Таблица раунда:</b>
ended-row = { $rank }. { $name } — { $points } (верно { $correct } из { $answered })
replaced = Прошлая викторина «{ $title }» закончена: верно { $correct } из { $answered }.

replaced-review = Прошлое повторение закончено: верно { $correct } из { $answered }.

### Раунд в группе
reveal-head = 🔎 <b>Ответ</b>
reveal-nobody = Никто не ответил.
reveal-correct = ✅ { $names }
reveal-partial = 🟡 { $names }
reveal-wrong = ❌ { $names }
round-verdict-correct = ✅ { $name }: верно
round-verdict-partial = 🟡 { $name }: частично, мыслей { $said } из { $all }
round-verdict-wrong = ❌ { $name }: неверно
toast-own-correct = ✅ Верно
toast-own-wrong = ❌ Неверно
toast-correct = ✅ Верно! Разбор — когда ведущий откроет ответ.
toast-wrong = ❌ Неверно. { $why }

### Короткие ответы
error-unknown = Что-то пошло не так. Попробуйте ещё раз.
error-crash = Это моя ошибка, я записал её. Ваши ответы на месте: продолжайте с /quiz.
error-stale-button = Этот вопрос уже позади. Не видите нового? /quiz
error-session-over = Эта викторина уже закончена. Начать новую: /quiz
error-options-changed = Варианты этого вопроса изменились. Он задан заново ниже: ответьте там. Не видите его? /quiz
error-forged-button = Не понимаю эту кнопку. Начните с /quiz
error-no-such-button = Эта кнопка уже не действует: посмотрите, что сейчас в сообщении.
error-not-yours = Это не ваша кнопка. Начните свою викторину: /quiz
error-host-only = Ведёт тот, кто начал раунд, или администратор.
error-cannot-tell = Не могу сейчас узнать у Telegram, администратор ли вы. Попробуйте через минуту.
error-nothing-running = Сейчас викторины нет. Начать: /quiz
error-already-answered = Вы уже ответили на этот вопрос.
error-round-running = В этом чате уже идёт раунд. Закончить его: /stop
error-nothing-missed = Повторять нечего: всё верно.
error-item-gone = Этого вопроса больше нет в колоде. Начните заново: /quiz
error-no-person = От имени канала или группы отвечать нельзя: некому записать ответ. Напишите от своего имени.
error-old-question = Этот вопрос уже закрыт.
answer-in-words = Не вижу в этом слов. Ответьте фразой; не знаете — так и скажите, это не страшно.
press-a-button = Нажмите кнопку с вариантом или пришлите его букву. Можно ответить и текстом: фразой из нескольких слов.
already-judged = Сейчас ответа не жду. Дальше — кнопкой под разбором или командой /skip.
nothing-asked = Сейчас я ничего не спрашиваю. Начать: /quiz
text-only = Я понимаю только текст: ответьте словами или кнопкой.
text-only-idle = Я понимаю только текст. Начать: /quiz
nothing-to-cancel = Отменять нечего. Закончить викторину: /stop
cancelled = Отменено.
reported = Спасибо, передал автору колоды. Если хотите, напишите следующим сообщением, что не так.
report-thanks = Спасибо! Пояснение записано.
options-changed = Автор колоды изменил варианты этого вопроса, поэтому ответ не засчитан. Вот вопрос заново.
question-unseen = Этот вопрос до вас не дошёл. Вот он:
resumed = Продолжаем с того же места.
verdict-overridden-toast = Засчитано как верный ответ
reported-toast = Спасибо, передал автору колоды

### Повторение
review-private = Это личное: память у каждого своя. Напишите мне эту команду в личном чате.
decks-misread = Колоды «{ $asked }» нет. Все колоды: /decks
decks-misread-near = Колоды «{ $asked }» нет. Может быть: { $near }?
review-nothing = ✅ Сейчас повторять нечего.
review-next-minutes = Следующее — через { $count ->
    [one] { $count } минуту
    [few] { $count } минуты
   *[many] { $count } минут
    }.
review-next-hours = Следующее — через { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
    }.
review-next-days = Следующее — через { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
    }.
review-left = 🔁 Пора повторить ещё { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    }.
review-left-new = 🌱 Новых на сегодня: { $count }.
review-dose-done = Дневная норма ({ $dose }) выполнена. Ждут ещё { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    }: завтра или с другой нормой, /pace
review-backlog = Накопилось { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    } на повторение. Это не страшно: сегодня не больше { $dose }, сначала самое шаткое.

    Можно начать с чистого листа: разложу накопленное поровну на ближайшие дни. Ваши ответы и результаты останутся.
review-spread = 🌱 Готово: { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    } — примерно по { $a_day } в день, на { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
    }. Сначала самое шаткое.
error-nothing-piled-up = Завала больше нет. Повторить: /review
button-more-new = 🌱 Новые вопросы ({ $count })
button-more-due = 🔁 Дальше ({ $count })
button-review = 🔁 Повторить
button-new-items = 🌱 Взять новые вопросы
button-start-afresh = Начать с чистого листа
leech-head = 🧩 <b>Этот вопрос не даётся:</b> сначала разбор, потом вопрос.
leech-before = Возможно, мешает то, на чём он стоит:
button-ask-me = Теперь спроси меня
button-item-before = 📖 { $question }
button-deck-before = 📚 Викторина: { $title }
pace = <b>Сколько в день</b>
    Новых вопросов: { $new }
    Повторений: не больше { $reviews }
pace-goal = Пока впереди экзамен, по плану: новых { $new }, повторений до { $reviews }. /goal
pace-how = Выберите: 🌱 новые, 🔁 повторения. Или напишите два числа: <code>/pace 5 30</code>
pace-new = 🌱 { $count }
pace-new-chosen = ✓ { $count }
pace-reviews = 🔁 { $count }
pace-reviews-chosen = ✓ { $count }
daystart = Учебный день начинается в { $at }: ответ до этого времени считается за вчера. Сейчас идёт { $today }.
    Изменить: <code>/daystart 5:00</code>
typed-before = Это сообщение вы отправили раньше, чем пришёл вопрос. Ответьте на него ещё раз.
daystart-wrong = Нужно время от 0:00 до 12:00. Например: <code>/daystart 5:00</code>
pace-wrong = Нужны два числа: новых вопросов в день (0–{ $most_new }) и повторений (1–{ $most_reviews }). Например: /pace 5 30

### Экзамен впереди
goal-title = 🎯 <b>Экзамен { goal-date }</b>
goal-date = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
    } { $year }
goal-in-days = Через { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
    }
goal-today = Сегодня. Удачи: вы готовились.
goal-was = Этот день уже прошёл.
goal-all-decks = Все колоды
goal-decks = { $titles }
goal-over = Как бы ни прошло, выученное с вами. Новая дата: <code>/goal 12.12 mask_rcnn</code>
goal-new = 🌱 Новых: { $count } в день (впереди ещё { $unmet })
goal-all-met = 🌱 Новых нет: всё уже встречалось
goal-reviews = 🔁 Повторений: около { $count } в день
goal-too-much = Честно: всё новое до экзамена не успеть. Беру по { $most } в день, по порядку колод. Поможет меньше колод или другой день.
goal-last-day = Честно: новое за день не выучить. Лучше повторить знакомое.
goal-ready = Готовность на этот день, если остановиться сейчас: <b>{ $percent } %</b>
goal-how = Когда экзамен и о чём? Например: <code>/goal 12.12 mask_rcnn resnet</code>. Без колод — обо всём. Убрать: <code>/goal off</code>
goal-no-day = Такого дня нет: { $said }. Например: /goal 12.12 mask_rcnn
goal-past = { $said } — уже прошло. Назовите день впереди, например: /goal 12.12
goal-far = { $said } — это больше трёх лет вперёд. Проверьте год.
goal-dropped = Экзамен убран. Темп снова обычный: /pace
goal-none = Экзамен и так не задан. Задать: /goal 12.12 mask_rcnn
button-drop-goal = Убрать экзамен
progress-streak = 🔥 Дней подряд: { $days } · рекорд { $longest } · заморозки: { $freezes }
progress-today-done = ✅ Сегодня занятие засчитано
progress-today-open = ⚪️ Сегодня ответов ещё не было
progress-load = 🔁 Повторить: сегодня { $today }, за неделю { $week }
progress-goal = 🎯 { goal-date }: готовность { $percent } %
progress-ready = готовность к экзамену: { $percent } %

### Пробный экзамен
mock-private = Пробный экзамен — в личном чате: напишите мне /mock там.
mock-begin =
    📝 <b>Пробный экзамен</b>: { $count ->
        [one] { $count } вопрос
        [few] { $count } вопроса
       *[many] { $count } вопросов
    }, { $minutes } мин на всё.
    Отвечайте своими словами, сообщение на вопрос. Оценки — в конце.
    /skip — пропустить, /stop — закончить раньше.
mock-taken = Принято, { $done } из { $length }, осталось { $minutes } мин.
mock-taken-short = Принято, { $done } из { $length }, осталось меньше минуты.
mock-left = Осталось { $minutes } мин.
mock-left-short = Осталось меньше минуты.
mock-too-late = Время вышло раньше, чем пришёл этот ответ: он не засчитан.
mock-title = 🏁 <b>Пробный экзамен</b>
mock-time-is-up = ⏰ Время вышло.
mock-score = <b>Баллов { $points } из { $length } · { $share } %</b>
mock-scale = <i>Верно — балл, частично — половина.</i>
mock-mark = { $mark } <b>{ $number }.</b> { $question }
mock-said = Сказано мыслей: { $said } из { $all }
mock-missing = Не хватило: { $text }
mock-contradicted = Ошибка: { $text } — у вас наоборот
mock-expected = Ждали: { $text }
mock-unanswered = Без ответа
mock-overridden = Засчитано: вы были правы
mock-unasked = Не дошли до вопросов: { $count }
mock-weakest = <b>Слабые темы:</b> { $topics }
mock-doubt = Не согласны с оценкой? Нажмите номер вопроса, засчитаю как верный.
button-right-number = ✋ { $number }
button-mistakes = Разобрать ошибки
error-no-hints = На пробном экзамене подсказок нет. Не знаете — /skip
error-nothing-to-ask = В этих колодах нет вопросов, на которые отвечают своими словами. Выберите другие: /decks
error-nothing-comes = Вопросы дня сейчас не приходят, вернуть этот не смогу. Ответьте сейчас или включите их: /daily
error-time-is-up = Время экзамена вышло.

### Вопрос дня
question-head-daily-one = ☀️ <b>Вопрос дня</b> · { $title }
question-head-daily = ☀️ <b>Вопросы дня</b> · { $title } · { $position }/{ $length }
question-head-review = 🔁 <b>Повторение</b> · { $title } · { $position }/{ $length }
question-head-mock = 📝 <b>Экзамен</b> · { $title } · { $position }/{ $length }
daily-late = <i>{ $days ->
    [1] Прошлый вопрос дня не пришёл вовремя: меня не было на месте. Серия не пострадала.
   *[other] Прошлые вопросы дня не пришли вовремя: меня не было на месте. Серия не пострадала.
    }</i>
daily-group-streak = 🔥 Группа занимается { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
    } подряд
daily-again = <i>Возвращаюсь с отложенным вопросом.</i>
daily-go-on = Несколько дней вопросы дня остаются без ответа. Присылать их дальше? Пока не скажете, помолчу.
daily-go-on-group = На вопросы дня давно никто не отвечал. Присылать их дальше? Пока не скажете, помолчу.
button-go-on = Присылать
button-stay-silent = Не надо
button-later = ⏰ Позже
button-pause = ⏸ Пауза
button-more = Ещё вопросы
past-reveal-head = <b>Ответ на прошлый вопрос дня</b>
past-question = <i>{ $question }</i>
streak-day = 🔥 { $days ->
    [one] { $days } день подряд
    [few] { $days } дня подряд
   *[many] { $days } дней подряд
    }

### Вопрос дня: позже и пауза
later-hour = Через час
later-evening = Вечером
later-tomorrow = Завтра
pause-week = На неделю
pause-return = Пока не вернусь
put-off = ⏰ Вернусь с этим вопросом { daily-moment }.
paused-week = ⏸ Хорошо, отдыхаем. Следующий вопрос придёт { daily-moment }. Раньше: /daily
paused-return = ⏸ Хорошо, помолчу, пока вы не вернётесь. Вернуться: /daily
goes-on = 🔔 Продолжаем. Следующий вопрос придёт { daily-moment }.
stays-silent = Хорошо, молчу. Вернуться: /daily

### Вопрос дня: настройки
daily-month = { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
    }
daily-moment = { $when ->
    [today] сегодня
    [tomorrow] завтра
   *[day] { $weekday ->
        [0] в понедельник
        [1] во вторник
        [2] в среду
        [3] в четверг
        [4] в пятницу
        [5] в субботу
       *[6] в воскресенье
        }, { $day } { daily-month },
    } в { $time }
daily-offer =
    🔔 <b>Вопрос дня</b>
    Каждый день в удобное время сам пришлю вопрос: то, что пора вспомнить, или новое.

    Во сколько присылать?
daily-offer-group =
    🔔 <b>Вопрос дня для группы</b>
    Каждый день буду присылать сюда вопрос для всех. Настраивает администратор.

    Во сколько присылать? Другое время: <code>/daily 20:15</code>
daily-title = 🔔 <b>Вопрос дня</b>
daily-title-group = 🔔 <b>Вопрос дня для группы</b>
daily-state-on = Придёт { daily-moment }.
daily-state-off = Выключен.
daily-state-asked = На паузе, пока вы не вернётесь.
daily-state-silent = На паузе: несколько дней подряд ответа не было.
daily-state-waits = Начнётся, как только я узнаю часовой пояс.
daily-line-time = 🕘 { $time } · { $zone }, там сейчас { $now }
daily-line-time-alone = 🕘 { $time }
daily-line-days = 📅{ $days ->
    [every] {" "}каждый день
    [working] {" "}по будням
    [free] {" "}по выходным
   *[some] { daily-some-days }
    }
daily-some-days = { $d0 ->
    [1] {" "}пн
   *[0] {""}
    }{ $d1 ->
    [1] {" "}вт
   *[0] {""}
    }{ $d2 ->
    [1] {" "}ср
   *[0] {""}
    }{ $d3 ->
    [1] {" "}чт
   *[0] {""}
    }{ $d4 ->
    [1] {" "}пт
   *[0] {""}
    }{ $d5 ->
    [1] {" "}сб
   *[0] {""}
    }{ $d6 ->
    [1] {" "}вс
   *[0] {""}
    }
daily-line-count = 🔢 { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    }
daily-line-all-decks = 📚 все колоды
daily-line-decks = 📚 { $titles }
daily-line-quiet = 🌙 тихо с { $begin } до { $end }: отложенное подождёт
daily-line-quiet-none = 🌙 без тихих часов
daily-line-digest = 📬 итоги недели по воскресеньям в { $time }
daily-which-time = Во сколько присылать вопрос дня?
daily-which-time-group = Во сколько присылать вопрос дня? Другое время: <code>/daily 20:15</code>
daily-which-days = По каким дням?
daily-which-count = Сколько вопросов за раз?
daily-which-decks = О чём спрашивать? Можно выбрать несколько колод.
daily-type-time = Напишите время, например <code>20:15</code>. Передумали? /cancel
daily-button-time = 🕘 Время
daily-button-zone = 🌍 Часовой пояс
daily-button-days = 📅 Дни
daily-button-count = 🔢 Сколько
daily-button-decks = 📚 Колоды
daily-button-digest = { $on ->
    [1] 📬 Итоги недели: да ✓
   *[0] 📬 Итоги недели: нет
    }
daily-button-week = Пауза на неделю
daily-button-pause = ⏸ Пауза
daily-button-on = 🔔 Включить
daily-button-off = Выключить
daily-button-own-time = ✍️ Другое время
daily-back = ‹ назад
daily-mark = { $on ->
    [1] ✓{" "}
   *[0] {""}
    }
daily-all-decks = { daily-mark }Все колоды
daily-days-every = { daily-mark }Каждый день
daily-days-working = { daily-mark }Будни
daily-days-free = { daily-mark }Выходные
daily-day-0 = { daily-mark }Пн
daily-day-1 = { daily-mark }Вт
daily-day-2 = { daily-mark }Ср
daily-day-3 = { daily-mark }Чт
daily-day-4 = { daily-mark }Пт
daily-day-5 = { daily-mark }Сб
daily-day-6 = { daily-mark }Вс
daily-misread = Не понял «{ $text }».
daily-misread-long = Слишком длинно для настройки.
daily-misread-time = Такого времени нет: «{ $text }». Время — от 0:00 до 23:59.
daily-misread-times = Время может быть только одно, а здесь два: { $text }.
daily-misread-count = Вопросов может быть от 1 до 10, а не { $text }.
daily-misread-counts = Не понял, сколько вопросов: { $text }.
daily-misread-deck = Колоды «{ $text }» нет. Может быть, так:
daily-misread-quiet = Не понял тихие часы «{ $text }». Пишите так:
daily-misread-place = Не понял «{ $text }». Может быть, так:
daily-instead = <code>{ $request }</code>
daily-example =
    Пишите в любом порядке время, дни, число вопросов, колоды и город:
    <code>/daily 9:30 будни 3 mask_rcnn Казань</code>
    Тихие часы: <code>/daily тихо 23-8</code>. Колоды: /decks
daily-old-message = Это сообщение слишком старое. Откройте настройки заново: /daily
error-admins-only = Вопрос дня для группы настраивает администратор.
zone-ask = Где вы? Напишите город, например <b>Казань</b>, отправьте геолокацию (скрепка → «Геопозиция») или смещение: <b>+3</b>.
zone-ask-group = По каким часам живёт группа? Выберите или напишите: <code>/zone Казань</code>
zone-mine = Как у меня: { $zone }
zone-which = Где именно? Время там разное.
zone-maybe = Не знаю места «{ $text }». Может быть, это:
zone-unknown = Не знаю места «{ $text }». Напишите ближайший большой город или смещение, например <b>+3</b>. Передумали? /cancel
zone-unknown-group = Не знаю места «{ $text }». Назовите ближайший большой город, например <code>/zone Казань</code>, или смещение: <code>/zone +3</code>
zone-offer = Здесь часы идут как в городе { $zone }. Перейти на это время?
zone-move = Перейти: { $zone }
zone-told = 🌍 { $zone }: у вас сейчас <b>{ $now }</b>, верно?
zone-told-group = 🌍 { $zone }: у группы сейчас <b>{ $now }</b>, верно?
zone-right = Да, верно
zone-wrong = Другой город

### Итоги недели
digest-title = 📬 <b>Ваша неделя</b>
digest-week = Дней с занятиями: { $days }. Ответов: { $answers }, из них верных: { $right }.
digest-empty = На этой неделе ответов не было. Один вопрос занимает минуту: /review
digest-streak = 🔥 Серия: { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
    }
digest-improved = <b>Теперь получается</b>
digest-slipping = <b>Начинает забываться</b>
digest-item = • { $question }
digest-load = На следующей неделе к повторению: { $items }. Начать сейчас: /review

### Настройки группы
command-settings = настройки группы (администраторам)
language-name = Русский
settings-private = Эти настройки — для групп: откройте /settings в группе, если вы там администратор. Здесь для вас: /daily — вопрос дня, /pace — сколько в день, /zone — часовой пояс.
error-settings-admins = Настройки группы меняют её администраторы. Попросите кого-нибудь из них: /settings
settings-old-message = Это сообщение слишком старое. Откройте настройки заново: /settings
settings-title = ⚙️ <b>Настройки группы</b>
settings-line-language = 🗣 язык: { $language }
settings-line-decks = 📚 соревнуемся по колодам: { $titles }
settings-line-all-decks = 📚 соревнуемся по всем колодам
settings-tempo-name = { $tempo ->
    [relaxed] спокойный
    [blitz] блиц
   *[standard] обычный
    }
settings-line-tempo = ⏱ темп: { settings-tempo-name }, { $seconds } с на вопрос
settings-line-starters = { $who ->
    [admins] 🙋 соревнование начинает администратор
   *[all] 🙋 соревнование может начать каждый
    }
settings-line-speed = { $on ->
    [1] ⚡️ за быстрый верный ответ — небольшой бонус
   *[0] ⚡️ за скорость бонуса нет
    }
settings-line-quiet = 🌙 без соревнований с { $begin } до { $end }
settings-line-quiet-none = 🌙 без тихих часов
settings-line-zone = 🌍 { $zone }, там сейчас { $now }
settings-line-zone-daily = 🌍 { $zone }, как у вопроса дня; там сейчас { $now }
settings-line-zone-none = { $quiet ->
    [1] 🌍 часовой пояс не задан: тихие часы начнут действовать, как только я его узнаю
   *[0] 🌍 часовой пояс не задан
    }
settings-line-tidy = { $on ->
    [1] 🧹 после игры убираю лишние сообщения
   *[0] 🧹 после игры ничего не убираю
    }
settings-line-tags = { $on ->
    [1] 🏷 у лучших месяца — метка рядом с именем
   *[0] 🏷 без меток рядом с именами
    }
settings-line-league = 🏆 лига между группами: /league
settings-button-decks = 📚 Колоды
settings-button-tempo = ⏱ Темп
settings-button-quiet = 🌙 Тихие часы
settings-button-zone = 🌍 Часовой пояс
settings-button-starters = { $who ->
    [admins] 🙋 Начинает: администратор
   *[all] 🙋 Начинает: каждый
    }
settings-button-speed = { $on ->
    [1] ⚡️ Бонус за скорость: да ✓
   *[0] ⚡️ Бонус за скорость: нет
    }
settings-button-tidy = { $on ->
    [1] 🧹 Убирать лишнее: да ✓
   *[0] 🧹 Убирать лишнее: нет
    }
settings-button-tags = 🏷 Метки
settings-button-language = 🗣 Язык
settings-button-rights = 👁 Что я вижу и могу
settings-back = ‹ к настройкам
settings-mark = { $on ->
    [1] ✓{" "}
   *[0] {""}
    }
settings-language = { $count ->
    [1] На каком языке мне говорить в группе? Пока я знаю только этот.
   *[other] На каком языке мне говорить в группе?
    }
settings-which-decks = О чём соревнуемся? Отметьте одну или несколько колод; ничего не отмечено — играем по всем.
settings-all-decks = { settings-mark }Все колоды
settings-which-tempo = Сколько времени давать на вопрос?
settings-tempo-choice = { settings-mark }{ $tempo ->
    [relaxed] Спокойный
    [blitz] Блиц
   *[standard] Обычный
    } — { $seconds } с
settings-which-quiet = Когда соревнованиям не место? Другие часы: <code>/settings тихо 23-8</code>
settings-quiet-none = { settings-mark }Без тихих часов
settings-which-zone = По каким часам живёт группа? Выберите или напишите: <code>/settings зона Казань</code>
settings-zone-as-daily = Как у вопроса дня: { $zone }
settings-zone-unset = Не задавать
settings-zone-unknown = Не знаю места «{ $text }». Назовите ближайший большой город: <code>/settings зона Казань</code>, или смещение: <code>/settings зона +3</code>
settings-tags =
    🏷 <b>Метки</b>
    Лучшим месяца могу поставить короткую метку рядом с именем: до следующего подсчёта.
settings-switch-tags = { $on ->
    [1] Метки: да ✓
   *[0] Метки: нет
    }
settings-misread = Не понял «{ $text }».
settings-examples =
    Пишите так: <code>/settings тихо 23-8</code>, <code>/settings тихо нет</code> или <code>/settings зона Казань</code>.
    Остальное — кнопками: /settings

### Что бот видит и может в группе
rights-title = <b>Что я здесь вижу и могу</b>
rights-hears = 👁 Вижу все сообщения. Ответом считаю только то, что прислано ответом (reply) на мой вопрос.
rights-hears-some = 👁 Вижу команды, кнопки, опросы и ответы (reply) на мои сообщения, остальное — нет. Для игры этого хватает: своими словами отвечайте ответом (reply) на вопрос.
rights-sends = ✅ Могу присылать опросы и картинки.
rights-polls = ✅ Могу присылать опросы.
rights-polls-none = ⚠️ Опросы мне здесь запрещены. Играйте кнопками или своими словами.
rights-photos = ✅ Могу присылать картинки.
rights-photos-none = ⚠️ Картинки мне здесь запрещены. Итоги покажу текстом.
rights-tidies = ✅ Могу убирать за игрой лишние сообщения.
rights-tidies-none = ▫️ Чужие сообщения убрать за игрой не могу: нужно право администратора «Удаление сообщений». Играть это не мешает.
rights-tags = ✅ Могу ставить метки рядом с именами.
rights-tags-none = ▫️ Ставить метки рядом с именами не могу: нужно право администратора менять метки участников. Без него лучших назову в сообщении.
rights-writes-none = Писать здесь мне сейчас нельзя. Попросите администратора разрешить мне отправлять сообщения.
rights-settings = Администраторам: /settings
rights-list = { $writes ->
    [1] {" "}· писать сюда
   *[0] {""}
    }{ $hears ->
    [1] {" "}· видеть все сообщения
   *[0] {""}
    }{ $polls ->
    [1] {" "}· присылать опросы
   *[0] {""}
    }{ $photos ->
    [1] {" "}· присылать картинки
   *[0] {""}
    }{ $tidies ->
    [1] {" "}· убирать за игрой лишнее
   *[0] {""}
    }{ $tags ->
    [1] {" "}· ставить метки
   *[0] {""}
    }
rights-gained = ✅ Теперь могу{ rights-list }
rights-lost = ⚠️ Больше не могу{ rights-list }. Играть можно и так: кнопками и ответом (reply) на вопрос.
error-rights-unknown = Telegram сейчас не отвечает, что мне здесь можно. Попробуйте через минуту.

### Турниры в группе
command-contest = турнир в группе: /contest mask_rcnn 10 30s
command-duel = дуэль: /duel @anna mask_rcnn
command-a = ответ на вопрос турнира: /a мой ответ
contest-setup =
    <b>Новый турнир</b>
    Колода: <b>{ $deck }</b>
    Вопросов: <b>{ $count }</b>, на каждый { $seconds } с
    Ответы: <b>{ $way }</b>
    Формат: <b>{ $form }</b>
    Бонус за скорость: { $speed ->
        [1] есть
       *[0] нет
    }

    То же одной строкой: <code>/contest { $line }</code>
contest-setup-decks = <b>Новый турнир</b>
    По какой колоде играем?
contest-all-decks = все колоды
contest-way-buttons = кнопками
contest-way-poll = опросом Telegram
contest-way-text = своими словами
contest-tempo-relaxed = спокойно · { $seconds } с
contest-tempo-standard = обычно · { $seconds } с
contest-tempo-blitz = блиц · { $seconds } с
contest-form-solo = каждый за себя
contest-form-teams = команды: { $teams }
contest-form-elimination = на вылет
contest-form-duel = дуэль
contest-form-marathon = на сутки, каждый в своё время
contest-button-deck = 📚 Колода
contest-button-count = { $count } вопр.
contest-button-speed-on = ⚡ Без бонуса за скорость
contest-button-speed-off = ⚡ Бонус за скорость
contest-button-gather = 👥 Собрать игроков
contest-button-marathon = 🗓 Открыть на сутки
contest-button-back = ‹ Назад
contest-button-join = ✋ Играю
contest-button-random = 🎲 Всё равно
contest-button-leave = Выйти
contest-button-begin = ▶ Начать
contest-button-stop = ⏹ Закончить
contest-button-call-off = Отменить
contest-button-pause = ⏸ Пауза
contest-button-resume = ▶ Продолжить
contest-button-accept = ⚔ Принять
contest-button-decline = Отказаться
contest-button-appeal = Я был прав
contest-button-revenge = 🔁 Реванш
contest-button-missed = 🎯 Повторить, что не вышло
contest-button-grant = { $number } ✅ { $name }
contest-button-deny = { $number } ❌ { $name }
contest-team = { $number ->
    [1] 🔴 Красные
    [2] 🔵 Синие
    [3] 🟢 Зелёные
    [4] 🟡 Жёлтые
    [5] 🟣 Фиолетовые
   *[6] 🟠 Оранжевые
    }
contest-lobby = <b>Турнир: { $title }</b>
contest-rules = { $count ->
        [one] { $count } вопрос
        [few] { $count } вопроса
       *[many] { $count } вопросов
    }, на каждый { $seconds } с · { $way } · { $form }
contest-lobby-how = Ответ засчитывается первый. Очки за знание{ $speed ->
        [1] , немного — за скорость
       *[0] { "" }
    }. Войти можно и по ходу игры.
contest-lobby-how-elimination = Две ошибки — и вы вне игры. Входить можно только до начала.
contest-lobby-players = Игроки ({ $count }):
contest-lobby-names = { $names }
contest-lobby-team = { $team } ({ $count }): { $names }
contest-lobby-undecided = Ещё без команды: { $names }
contest-lobby-wait = Начнём, когда ведущий нажмёт «Начать»: нужно хотя бы двое. Через 15 минут сбор закроется.
contest-duel = <b>⚔ Дуэль: { $title }</b>
contest-duel-call = { $host } вызывает { $rival }.
contest-duel-wait = Ответить на вызов может только { $rival }. Через 15 минут вызов пропадёт.
contest-head = <b>{ $title }</b> · { $position }/{ $length }
contest-question-buttons = <i>⏳ { $seconds } с. Нажмите букву: ваш ответ увидите только вы.</i>
contest-question-text = <i>⏳ { $seconds } с. Ответьте (reply) на это сообщение или напишите</i> <code>/a ваш ответ</code>
contest-question-half = <i>⏳ осталось { $seconds } с · { $answered ->
        [one] ответил { $answered } игрок
        [few] ответили { $answered } игрока
       *[many] ответили { $answered } игроков
    }</i>
contest-question-again = Вопрос ещё раз: время пошло заново, прежние ответы засчитаны.
contest-poll-question = { $position }/{ $length } · { $question }
contest-reveal-right = ✅ <b>{ $letter })</b> { $text }
contest-reveal-right-bare = ✅ { $text }
contest-reveal-point = ✅ { $text }
contest-reveal-knew = 🟢 Знали: { $names }
contest-reveal-partly = 🟡 Частично: { $names }
contest-reveal-wrong = 🔴 Не вышло: { $names }
contest-reveal-nobody = Никто не ответил.
contest-reveal-best = 💬 Лучший ответ — { $name }:
    <blockquote>{ $text }</blockquote>
contest-reveal-out = 💀 Выбывают: { $names }
contest-reveal-brief = 📖 { $text }
contest-names-more = { $names } … +{ $count }
contest-table = <b>Таблица · { $title }</b>
contest-table-after = После вопроса { $position } из { $length }
contest-table-line = { $place }. { $name } — <b>{ $points }</b>
contest-table-line-medal = { $medal } { $name } — <b>{ $points }</b>
contest-table-line-out = { $place }. <s>{ $name }</s> — { $points }
contest-table-more = … и ещё { $count }
contest-table-empty = Пока ни одного ответа.
contest-table-teams = <b>Команды</b> (среднее по участникам)
contest-table-players = <b>Игроки</b>
contest-began = Турнир идёт. Войти ещё можно: просто отвечайте.
contest-began-closed = Турнир идёт.
contest-paused-host = ⏸ Пауза. Продолжить может ведущий или администратор; через час турнир закончится сам.
contest-paused-mute = ⏸ Вопрос не удалось показать: похоже, мне нельзя писать сюда или отправлять опросы. Когда будет можно, нажмите «Продолжить».
contest-paused-away = ⏸ Меня не было на связи, поэтому турнир на паузе. Время и очки сохранены: нажмите «Продолжить».
contest-paused-soon = Пауза начнётся после этого вопроса.
contest-resumed = Продолжаем.
contest-resumed-again = Паузы не будет.
contest-cancelled-nobody = Никто не ответил, таблицы не будет. Начать заново: /contest
contest-cancelled-alone = Сбор закрыт: за 15 минут игра не началась. Начать заново: /contest
contest-cancelled-stopped = Турнир отменён.
contest-cancelled-declined = Дуэль не состоится.
contest-over = <b>🏁 Итоги: { $title }</b>
contest-over-silent = Два вопроса подряд остались без ответа, поэтому заканчиваем.
contest-over-stopped = Турнир остановлен, открытый вопрос не считается.
contest-over-winner = Победа: { $names }
contest-over-draw = Ничья: { $names }
contest-over-answers = верно { $right } из { $asked }
contest-report = <b>Что группе не далось</b>
contest-report-line = • { $question } — { $percent } %
contest-report-none = Всё, что спрашивали, группа в целом знала. 👏
contest-report-hint = Разбор каждого вопроса — в сообщениях выше. Таблица за неделю и месяц: /top
contest-points = { $points ->
        [one] { $points } очко
        [few] { $points } очка
       *[many] { $points } очков
    }
contest-appeals = <b>Апелляции</b>
    Ведущий или администратор решает до закрытия таблицы (полторы минуты). Что не решено, не засчитывается.
contest-appeal-line = { $number }. <b>{ $name }</b> на вопрос «{ $question }»:
    <blockquote>{ $text }</blockquote>
contest-appeals-left = Осталось решить: { $count }
toast-contest-joined = Вы в игре. Удачи!
toast-contest-team = Ваша команда: { $team }
toast-contest-already = Вы уже в игре.
toast-contest-left = Вы вышли. Вернуться можно той же кнопкой «Играю».
toast-contest-not-in = Вас в игре и не было.
toast-contest-correct = ✅ Верно! Очки — после вопроса.
toast-contest-partial = 🟡 Частично верно. Очки — после вопроса.
toast-contest-wrong = ❌ Неверно. { $why }
toast-contest-fast = ⏱ Слишком быстро: за это время вопрос не прочесть. Ответ запомнен, но очков не даёт.
toast-contest-appeal = Апелляция принята: её решат до закрытия таблицы.
toast-contest-granted = Засчитано.
toast-contest-denied = Отклонено.
contest-whisper-correct = ✅ Верно! Мыслей: { $said } из { $all }. Очки — после вопроса.
contest-whisper-partial = 🟡 Частично верно: мыслей { $said } из { $all }. Очки — после вопроса.
contest-whisper-wrong = ❌ Пока неверно. Разбор — после вопроса.
contest-answer-nothing = Сейчас нет вопроса, на который можно ответить. Начать турнир: /contest
contest-answer-empty = Напишите ответ сразу после команды: <code>/a ваш ответ</code>
contest-answer-buttons = На этот вопрос отвечают кнопкой под ним.
contest-unread = Не понимаю «{ $text }». Например: <code>/contest { $slug } 10 30s опрос</code> или <code>/contest { $slug } команды 3</code>
contest-unread-nearest = Не понимаю «{ $text }». Может быть: { $names }? Например: <code>/contest { $slug } 10 30s</code>
contest-unread-teams = Команд бывает от двух до шести, а не { $text }.
contest-unread-seconds = На вопрос даётся от 10 до 600 секунд, а не { $text }.
contest-unread-count = Вопросов бывает от 1 до 50, а не { $text }.
contest-private = Турниры проходят в группах: добавьте меня в группу и напишите там /contest. Здесь можно учиться одному: /quiz
contest-state-lobby = Собираем игроков.
contest-state-going = Вопрос { $position } из { $length }.
contest-state-paused = ⏸ Пауза: спрошено { $position } из { $length }. Продолжить может ведущий или администратор.
duel-how = Кого вызываем? Например: <code>/duel @anna { $slug }</code> или ответьте (reply) на сообщение соперника: <code>/duel { $slug }</code>
error-contest-running = Здесь уже идёт турнир. Закончить его может ведущий или администратор: /stop
error-deck-not-played = Эту колоду здесь не играют: администраторы группы выбрали другие. Какие можно, покажет /contest, кнопка «📚 Колода».
error-contest-over = Этот турнир уже закончился.
error-contest-full = Мест больше нет: играют 200 человек.
error-too-late-to-join = Войти уже нельзя: игра началась.
error-too-few-players = Нужны хотя бы двое.
error-no-contest = Сейчас здесь нет такого турнира.
error-not-challenged = Вызвали не вас.
error-own-challenge = Вызвать можно только другого.
error-out-of-it = Вы уже вне игры, но следить можно.
error-time-is-over = Время вышло: ответ уже показан.
error-starters-only = Здесь турниры начинают только администраторы.
error-quiet-hours = Сейчас в этой группе тихие часы, турниры не начинаются.
error-nothing-to-play = В этих колодах нет вопросов для такого способа.
error-appeal-too-late = Апелляции уже не принимаются.
error-nothing-to-appeal = Спорить можно только со своим ответом словами, который не засчитан целиком.
error-own-appeal = Свою апелляцию решает кто-то другой.

### Таблица группы, рейтинги и титулы
command-top = таблица группы: /top неделя mask_rcnn
top-month = { $month ->
    [1] Январь
    [2] Февраль
    [3] Март
    [4] Апрель
    [5] Май
    [6] Июнь
    [7] Июль
    [8] Август
    [9] Сентябрь
    [10] Октябрь
    [11] Ноябрь
   *[12] Декабрь
    } { $year }
top-span = { $span ->
    [w] Таблица недели
    [a] Таблица за всё время
   *[m] { top-month }
    }
top-title = 🏆 <b>{ top-span }</b>
top-title-deck = 🏆 <b>{ top-span }</b> · { $deck }
rating-title = { $title ->
    [student] ученик
    [expert] знаток
    [master] мастер
    [luminary] светило
   *[novice] новичок
    }
rating-shown = { $known ->
    [1] { $rating } ± { $margin }, { rating-title }
   *[0] новый
    }
top-line = { $place }. { $crown ->
    [1] 👑{" "}
   *[0] {""}
    }<b>{ $name }</b> — { $points } · ✅ { $right }/{ $answered } · { rating-shown }
top-more = … и ещё { $count ->
    [one] { $count } игрок
    [few] { $count } игрока
   *[many] { $count } игроков
    }
top-empty = Здесь пока пусто. Сыграть: /contest
top-legend = <i>Очки · верно из ответов · рейтинг. За день в зачёт идут { $best } лучших ответов, каждый вопрос — один раз.</i>
top-legend-crown = <i>👑 — чемпион { daily-month }</i>
top-button-week = { daily-mark }Неделя
top-button-month = { daily-mark }Месяц
top-button-all = { daily-mark }Всё время
top-button-earlier = ‹ { top-month }
top-button-later = { top-month } ›
top-button-decks = 📚 Все колоды
top-button-all-decks = Все колоды
top-which-deck = По какой колоде показать таблицу?
top-contest-runs = Сейчас идёт турнир. Таблицу покажу после него.
top-too-many = Не успеваю: слишком много нажатий сразу. Попробуйте через минуту.
top-private-title = 🏆 <b>Ваши места в этом месяце</b>
top-private-line = Группа { $number }: <b>{ $place }-е место</b> из { $players } · очков { $points } · ✅ { $right }/{ $answered }
top-private-idle = Группа { $number }: в этом месяце вы ещё не играли
top-private-order = <i>Первой идёт группа, где вы играли последней.</i>
top-private-none = Вы ещё не играли в турнирах. Они проходят в группах: добавьте меня в свою и начните с /contest
honours = 🏅 Рейтинг: { $known ->
    [1] { $rating } ± { $margin } · { rating-title }
   *[0] новый: нужно ещё немного ответов в турнирах
    }{ $champion ->
    [1] {" "}· 👑 чемпион { daily-month }
   *[0] {""}
    }

### Итоги месяца
season-title = 🏁 <b>Итоги: { top-month }</b>
season-champion = 👑 Чемпион { daily-month }: <b>{ $names }</b>
season-line = { $place }. <b>{ $name }</b> — { $points } · ✅ { $right }/{ $answered }
season-improved = 📈 Больше всех вырос рейтинг: { $name }, +{ $points }
season-hardest = 🧩 Труднее всего далось: «{ $question }» — знали на { $percent } %, { $answers ->
    [one] { $answers } ответ
    [few] { $answers } ответа
   *[many] { $answers } ответов
    }
season-answers = За месяц: { $answers ->
    [one] { $answers } ответ
    [few] { $answers } ответа
   *[many] { $answers } ответов
    }, { $players ->
    [one] { $players } игрок
    [few] { $players } игрока
   *[many] { $players } игроков
    }. Новый месяц — новая таблица.
season-button-table = 🏆 Таблица месяца
# Метка рядом с именем: не длиннее 16 знаков, без эмодзи.
season-tag-first = Чемпион { daily-month }
season-tag = { $place }-е место
contest-button-chosen = ✓ { $label }
contest-button-option = { $label }
contest-gathering = Турнир настроен, сбор игроков ниже.

### Марафон и игра по ссылке
command-league = лига групп: /league
marathon-title = 🏃 <b>Марафон: { $title }</b>
marathon-about = { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    }. Каждый играет один раз, в личном чате и в удобное время. Таблица появится здесь в конце.
marathon-end = Закроется { daily-moment } (время: { $zone }). Раньше закончить может начавший или администратор: /stop марафон
marathon-players = 👥 Играют: { $count }
marathon-play = ▶ Играть
marathon-over = 🏁 <b>Марафон «{ $title }» окончен</b>
marathon-nobody = В этот раз никто не сыграл.
marathon-row = { $place } { $name } — { $points } (верно { $right } из { $length })
marathon-more = … и ещё { $count }
marathon-missed = <b>Труднее всего:</b>
marathon-missed-item = • { $question } (знали { $knew } из { $of })
question-head-entry = 🏃 <b>{ $title }</b> · { $position }/{ $length }
entry-begin-marathon = 🏃 <b>Марафон: { $title }</b> · { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    }
entry-begin-league = 🏆 <b>Лига: играем за «{ $title }»</b> · { $count ->
    [one] { $count } вопрос
    [few] { $count } вопроса
   *[many] { $count } вопросов
    }
entry-rules = Первый ответ засчитывается, подсказок нет, время на вопрос не ограничено. Разбор — после каждого ответа. Прерваться можно: ссылка вернёт сюда же.
entry-left-minutes = Закроется через { $count ->
    [one] { $count } минуту
    [few] { $count } минуты
   *[many] { $count } минут
    }.
entry-left-hours = Закроется через { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
    }.
entry-left-days = Закроется через { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
    }.
entry-press-a-button = На этот вопрос отвечают вариантом: нажмите кнопку или пришлите букву. Не знаете? /skip
entry-sure = Закончить? Ответов { $answered } из { $length }: они засчитаются, остальные вопросы — нет. Продолжить эту игру потом будет нельзя.
entry-keep-playing = Играть дальше
entry-goes-on = Играем дальше
entry-ended-marathon = 🏁 <b>Марафон пройден</b>
entry-ended-league = 🏁 <b>Лига: ваша попытка</b>
entry-time-is-up = Время вышло.
entry-score = <b>{ $points } из { $length }</b>
entry-next-marathon = Таблица появится в группе, когда марафон закроется.
entry-over-marathon = Таблица — в группе.
entry-over-league = Неделя лиги закончилась, ваш лучший результат: <b>{ $best }</b>. Новые вопросы уже ждут: ссылка — в группе, /league
entry-next-league = Лучший результат недели: <b>{ $best } из { $length }</b>. { $left ->
    [0] Попыток на этой неделе больше нет.
    [one] Осталась { $left } попытка, не раньше завтрашнего дня.
    [few] Осталось { $left } попытки, по одной в день.
   *[many] Осталось { $left } попыток, по одной в день.
    }
error-entry-over = Время этой игры вышло: ответ не засчитан.
error-entry-no-hints = Здесь все отвечают без подсказок. Не знаете — /skip
error-link-unknown = Эта ссылка никуда не ведёт. Попросите в группе новую или начните с /quiz
error-link-over = Опоздали: это уже закончилось. Результаты — в группе.
error-not-of-group = Эта игра — для участников группы, где появилась ссылка. Вступите в неё и откройте ссылку ещё раз.
error-cannot-tell-group = Не могу сейчас узнать у Telegram, состоите ли вы в группе. Попробуйте через минуту.
error-another-run = Сначала закончите другую начатую игру: /quiz покажет её вопрос, /stop завершит её.
error-played-already = Вы уже сыграли: здесь одна попытка. Таблица появится в группе.
error-marathon-running = Здесь уже идёт марафон: дождитесь его таблицы.

### Лига групп
league-title = 🏆 <b>Лига групп</b>
league-about = Каждую неделю все группы получают одни и те же десять вопросов. Участники играют за свою группу в личном чате, до трёх раз в неделю; считается лучший результат каждого, а группе — среднее. Видно только название группы, имён участников не видит никто.
league-join = Вступить может администратор: <code>/league имя «Градиент и компания»</code>
league-come-back = Группа вышла из лиги. Вернуться, в прежний дивизион, может администратор: <code>/league имя «Градиент и компания»</code>
league-misread = Не понял. Показать лигу: /league. Вступить или сменить название: <code>/league имя «Градиент и компания»</code>. Выйти: <code>/league выйти</code>
league-division = Дивизион { $division } из { $of }
league-row = { $place }. { $name } — { $points }
league-row-own = <b>{ $place }. { $name } — { $points }</b> ◀
league-resting = <b>{ $name }</b> отдыхает: месяц никто не играл. Как только кто-то сыграет, группа вернётся в таблицу.
league-week = Ваша неделя: <b>{ $points } из { $most }</b> · { $players ->
    [0] пока никто не играл
    [one] играл { $players } участник
    [few] играли { $players } участника
   *[many] играли { $players } участников
    }
league-few = Меньше трёх игроков считаются как трое: недостающие — с нулём.
league-week-left-minutes = До конца недели: { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[many] { $count } минут
    }.
league-week-left-hours = До конца недели: { $count ->
    [one] { $count } час
    [few] { $count } часа
   *[many] { $count } часов
    }.
league-week-left-days = До конца недели: { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
    }.
league-first-week = Идёт первая неделя тура из двух.
league-second-week = Идёт вторая неделя тура: после неё пятая часть дивизиона поднимется, пятая часть опустится.
league-how = <i>Десять вопросов недели — в личном чате, до трёх раз, раз в день, за одну группу. У каждого считается лучший результат, группе — среднее; недели тура складываются. Неделя — с понедельника 00:00 по UTC, у всех групп одинаково.</i>
league-play = ▶ Играть
league-play-for = ▶ { $name }
league-left = Группа «{ $name }» вышла из лиги. Место в дивизионе подождёт: вернуться можно той же командой, <code>/league имя «…»</code>
league-own = 🏆 <b>Лига: ваша неделя</b>
league-own-none = Вы пока не играли за группу. Ссылка — в группе, по команде /league.
league-own-group = <b>{ $name }</b>
league-own-week = Лучший результат: { $best } из { $length } · попыток { $runs } из { $most }
league-own-not-yet = На этой неделе вы ещё не играли.
league-own-elsewhere = На этой неделе вы играете за другую группу.
league-result = 🏁 <b>Тур лиги окончен</b>
    «{ $name }»: место { $place } из { $size } в дивизионе { $division }, очков { $points }, { $players ->
    [0] никто не играл
    [one] играл { $players } участник
    [few] играли { $players } участника
   *[many] играли { $players } участников
    }.
league-moved-up = ⬆️ Группа поднимается: теперь дивизион { $division }. Поздравляю!
league-moved-down = ⬇️ Группа опускается: теперь дивизион { $division }. Через две недели — новый шанс.
league-moved-stays = Группа остаётся в дивизионе { $division }.
league-moved-merged = Дивизионы объединились: теперь группа в дивизионе { $division }.
league-moved-rests = Два тура подряд никто не играл, и группа отдыхает. Как только кто-то сыграет, она вернётся в таблицу.
league-result-first = <b>Первые в дивизионе:</b>
league-result-next = Новый тур уже идёт: /league
league-name-length = В названии должно быть от 3 до 30 знаков, например: <code>/league имя «Градиент и компания»</code>
league-name-link = В названии не может быть ссылок и @имён: его видят другие группы.
league-name-taken = Такое (или почти такое) название уже есть. Выберите другое.
league-not-in = Группа и так не в лиге.
league-plays-for-other = На этой неделе вы уже играете за другую группу: за одну в неделю. С понедельника можно за эту.
league-no-runs-left = Три попытки этой недели использованы. Новые вопросы — в понедельник.
league-played-today = Сегодня вы уже играли: одна попытка в день, чтобы разбор успел уложиться. До завтра!
error-league-admins = В лигу группу вводит администратор.
contest-over-nobody = Очков не набрал никто: есть что повторить.

### Турниры: ничья команд
contest-over-and = { $names }, { $name }
error-contest-begun = Игра уже началась.

### Вопросы, где верно несколько вариантов
question-self = <i>Ответьте своими словами или про себя, затем сравните с ответом и оцените себя.</i>
self-draft = ✍️ <b>Ваш ответ</b>
    { $text }
self-how = <b>Как вышло?</b>
button-self-correct = ✅ Знаю
button-self-partial = 🟡 Частично
button-self-wrong = ❌ Не знаю
self-correct = ✅ <b>Вы это знаете</b>
self-partial = 🟡 <b>Вы знаете это частично</b>
self-wrong = ❌ <b>Пока не знаете: вопрос вернётся</b>
toast-self-correct = ✅ Записано
toast-self-partial = 🟡 Записано: повторим скоро
toast-self-wrong = ❌ Записано: повторим скоро
error-alone-only = В этой колоде вопросы с самопроверкой: верно ли, решает тот, кто отвечает. Пройдите её в личном чате со мной.
question-several = <i>Верных вариантов несколько: отметьте все и нажмите «Готово».</i>
question-round-several = <i>Верных вариантов несколько. Отвечает каждый, один раз: ответом (reply) на это сообщение, буквами всех верных. Например:</i> <code>А В</code>
question-option-missed = ⚪️ <b>{ $letter }) { $text }</b> <i>— верно, но не отмечено</i>
button-marked = ✓ { $letter }
button-marked-all = Готово
error-nothing-marked = Отметьте хотя бы один вариант. Не знаете — нажмите «Пропустить».
press-letters = Отметьте варианты кнопками и нажмите «Готово» или пришлите буквы всех верных, например: А В
reply-letters = Ответьте буквами всех верных вариантов, например: А В
entry-press-letters = На этот вопрос отвечают вариантами: отметьте все верные и нажмите «Готово» или пришлите их буквы. Не знаете? /skip
verdict-partial-several = 🟡 <b>Частично верно</b> · верных { $right } из { $all }{ $wrong ->
    [0] {""}
   *[other] , лишних { $wrong }
    }
chosen-head = Вы выбрали:
chosen-wrong = ❌ <b>{ $letter })</b> { $text } — { $why }
chosen-why = <b>{ $letter })</b> { $why }
right-letters = Верные ответы: <b>{ $letters }</b>
right-options = Верные ответы:
right-one = ✅ <b>{ $letter })</b> { $text }
right-one-bare = ✅ { $text }
round-verdict-partial-several = 🟡 { $name }: частично верно
toast-own-partial = 🟡 Частично верно
contest-answer-poll = На этот вопрос отвечают в самом опросе: отметьте в нём все верные варианты.
contest-setup-gone = Это сообщение слишком старое. Начните заново: /contest
error-many-contests = В других темах уже идут два турнира, больше этот чат не выдержит. Начните, когда один из них закончится.

### Колоды, которые приносят

decks-bring = 📎 <i>Свою колоду пришлите файлом: YAML, Markdown, CSV, GIFT или .apkg из Anki.</i>
button-own-decks = 🗂 Свои колоды
arrival-head = 📥 <b>{ $file }</b>
    Нашёл { $items ->
        [one] { $items } вопрос
        [few] { $items } вопроса
       *[many] { $items } вопросов
    } в { $decks ->
        [one] { $decks } колоде
       *[other] { $decks } колодах
    }.
arrival-deck = • <b>{ $title }</b>
    вопросов: { $count }, с вариантами: { $options }, с проверкой ответа словами: { $judged }
arrival-changes = 🔄 <i>Такая колода у вас уже есть. Изменится: { $changed }, новых: { $new }, исчезнет: { $lost }.</i>
arrival-same = 🔄 <i>Такая колода у вас уже есть, вопросы те же.</i>
arrival-more-decks = …и ещё { $count }
arrival-self-assessed = ✍️ { $count ->
        [one] { $count } вопрос
        [few] { $count } вопроса
       *[many] { $count } вопросов
    } — с самопроверкой: вы сравните свой ответ с разбором. Чтобы ответы проверял я, добавьте варианты или ключевые пункты.
arrival-left = ⚠️ <b>Перенеслось не всё ({ $count })</b>
arrival-why = <b>Почему</b>
arrival-fault = строка { $line }: { $text }
arrival-fault-item = строка { $line }, вопрос <code>{ $item }</code>: { $text }
arrival-fault-whole = • { $text }
arrival-more-faults = …и ещё { $count }. Все: <code>studybot decks import</code>
arrival-refused = 😕 Файл <b>{ $file }</b> прочитать не получилось.
arrival-formats = <i>Читаю YAML, Markdown, CSV, TSV, GIFT и .apkg.</i>
arrival-sample = <i>Так это будет выглядеть · { $number } из { $of }</i>
arrival-dropped = Файл забыт.
button-arrival-renew = 🔄 Обновить колоду
button-arrival-share = 👥 Добавить в эту группу
button-arrival-keep = ✅ Оставить себе
button-arrival-keep-apart = ➕ Сохранить отдельно
button-cancel = Отмена
decks-kept = ✅ { $count ->
        [one] Колода ваша. Она в начале списка: /decks
       *[other] Колоды ваши. Они в начале списка: /decks
    }
decks-kept-group = ✅ { $count ->
        [one] Колода есть у группы и у вас.
       *[other] Колоды есть у группы и у вас.
    } Список: /decks
decks-renewed = ✅ { $count ->
        [one] Колода обновлена, прогресс сохранён.
       *[other] Колоды обновлены, прогресс сохранён.
    }
own-decks = 🗂 <b>Ваши колоды</b> ({ $count })
own-decks-none = 🗂 Своих колод пока нет. Пришлите файл: YAML, Markdown, CSV, GIFT или .apkg из Anki.
group-decks = 🗂 <b>Колоды группы</b> ({ $count })
group-decks-none = 🗂 Своих колод у группы пока нет. Администратор может добавить одну из своих или прислать файл с подписью /decks.
own-deck-button = { $title } · { $items }
own-deck = 🗂 <b>{ $title }</b>
    вопросов: { $items }{ $chats ->
        [0] {""}
       *[other] {" · "}групп: { $chats }
    }
    <i>Чтобы обновить, пришлите файл ещё раз (имя колоды в нём: { $name }).</i>
group-deck = 🗂 <b>{ $title }</b>
    вопросов: { $items }
button-own-start = ▶️ Начать
button-own-rename = ✏️ Назвать иначе
button-own-delete = 🗑 Удалить
button-own-delete-sure = 🗑 Да, удалить
button-own-back = ‹ К списку
button-group-remove = ➖ Убрать из группы
button-share-mine = ➕ Добавить мою колоду
button-own-download = ⬇️ Скачать файлом
button-own-back-deck = ‹ К колоде
own-deck-download = Каким файлом прислать колоду <b>{ $title }</b>? В YAML есть всё: в нём можно добавить варианты и ключевые пункты и прислать его мне снова.
own-deck-file = <b>{ $title }</b>
own-deck-file-lost = <i>В этот формат вошло не всё. Всё — в YAML.</i>
format-yaml = YAML
format-markdown = Markdown
format-csv = CSV для таблиц
format-gift = GIFT для Moodle
format-anki = Anki (.apkg)
own-deck-title = Как назвать колоду «{ $title }»? Напишите новое название. Передумали? /cancel
own-deck-delete = Удалить колоду <b>{ $title }</b>?{ $chats ->
        [0] {""}
       *[other] {" "}Она исчезнет и из групп ({ $chats }).
    } Ваши ответы останутся в журнале, но вопросы больше не вернутся. Вопрос дня и план к экзамену, если они были только по ней, пойдут по всем колодам.
own-deck-deleted = Колода удалена.
share-mine = Какую колоду добавить в группу?
share-mine-none = У вас пока нет своих колод. Пришлите мне файл, потом откройте ссылку из группы ещё раз.
deck-came = 📎 { $name } добавляет в группу колоду <b>{ $title }</b> (вопросов: { $items }). Список: /decks
deck-shared-to = ✅ Колода <b>{ $title }</b> теперь есть у группы.
deck-withdrawn = Колоды больше нет ни в одной группе.
button-own-withdraw = ➖ Убрать из всех групп
deck-shared = Колода добавлена.
deck-unshared = Колода убрана. У владельца она осталась.
error-deck-gone = Этой колоды или этого файла больше нет. Пришлите файл ещё раз.
error-not-their-deck = Эту колоду меняет только тот, кто её принёс.
error-too-many-decks = Больше колод не помещается. Удалите одну из своих: /decks
error-decks-admins = Колоды в группу добавляют и убирают администраторы.
fault-file-too-large = в файле { $size } МиБ, а читаю не больше { $most } МиБ: разделите его
fault-file-unknown = файлы такого вида я не читаю
fault-file-not-fetched = Telegram не отдаёт файл: пришлите его ещё раз
fault-file-too-many = слишком много файлов подряд: пришлите этот через { $minutes } мин
fault-file-too-much-text = в колодах этого файла { $size } МиБ текста, а храню не больше { $most } МиБ: разделите его
fault-file-unseen = в вопросе или в одном из вариантов нечего прочитать: вопрос пропущен
error-too-many-files = Слишком много файлов подряд. Попробуйте через несколько минут.
fault-file-too-hard = файл слишком сложный: разделите его или сохраните в другом формате

### Что не так в файле колоды

place-option = вариант{ $rest }
place-key-point = ключевой пункт{ $rest }
place-misconception = заблуждение{ $rest }
place-sample = пример ответа{ $rest }
place-hint = подсказка{ $rest }
place-reference = источник{ $rest }
place-this-item = вопрос{ $rest }
place-the-deck = колода{ $rest }
fault-ask-no-options = { $where }: нет, а type называет { $way }. Добавьте от 4 до 6 вариантов или уберите { $way }
fault-ask-no-brief = { $where }: нет, а type называет { $way }. Добавьте короткое пояснение для опроса
fault-ask-too-long = { $where }: символов { $length }, а в опрос входит { $most }. Сократите или спрашивайте без вариантов
fault-ask-two-ways = { $where }: и choice, и several. Оставьте choice, если верный вариант один, several — если их больше
fault-ask-none-right = { $where }: верного варианта нет. Поставьте одному correct: true
fault-ask-two-right = { $where } верен, но вариант { $first } тоже. Оставьте correct: true у одного или напишите type: [several]
fault-ask-none-of-several = { $where }: верных вариантов нет, а type называет several. Отметьте хотя бы { $least }
fault-ask-one-of-several = { $where }: верен только вариант { $only }, а type называет several. Отметьте хотя бы { $least } или напишите choice
fault-ask-all-right = { $where }: верны все варианты. Добавьте неверный
fault-ask-same-options = { $where } читается так же, как вариант { $first }. Измените один из них
fault-ask-long-rubric = { $where }: всё, по чему судят ответ, вместе с заблуждениями — { $length } символов, помещается { $most }. Сократите
fault-ask-many-lines = { $where }: переносов строк { $count }, Telegram допускает { $most }. Соедините строки
fault-deck-other-file = slug — { $slug }, а файл называется { $stem }. Сделайте одинаково
fault-deck-slug-taken = slug начинается с { $prefix }, так называю присланные колоды я. Выберите другой
fault-deck-same-id = id { $id } уже есть в строке { $first }. Выберите другой
fault-yaml-not-utf8 = кодировка не UTF-8. Сохраните файл в UTF-8
fault-yaml-no-fields = колода начинается с полей, например slug: …
fault-yaml-empty = файл пуст
fault-yaml-colon = это не YAML: внутри текста двоеточие с пробелом. Возьмите весь текст в кавычки
fault-yaml-start = это не YAML: текст не может начинаться с табуляции и знаков @ ` %. Отступайте пробелами или возьмите текст в кавычки
fault-yaml-escape = это не YAML: в двойных кавычках знак \ особый. Удвойте его или возьмите одинарные кавычки
fault-yaml-quote = это не YAML: кавычка, открытая здесь, не закрыта
fault-yaml-list = это не YAML: список [ … ] не закрыт или его записи нужны кавычки
fault-yaml-braces = это не YAML: скобки {"{"} … {"}"} не закрыты или тексту внутри нужны кавычки
fault-yaml-indent = это не YAML: неверный отступ или текст без кавычек. Выровняйте строку с соседними
fault-yaml-dash = это не YAML: неверный отступ. Выровняйте дефисы одного списка
fault-yaml-no-colon = это не YAML: поле без двоеточия или продолжение текста без отступа
fault-yaml-sequence = это не YAML: список начинается со своей строки под именем поля
fault-yaml-invalid = это не YAML: { $problem }
fault-yaml-name-not-text = имя поля — простой текст. Уберите скобки или возьмите его в кавычки
fault-yaml-given-twice = { $name } дано дважды (впервые в строке { $first }). Оставьте одно
fault-yaml-unprintable = знака U+{ $code } в колоде быть не может. Удалите его
fault-yaml-tag = тег { $tag } здесь ничего не значит. Удалите его: все значения — текст
fault-yaml-second-document = здесь начинается второй документ, а в файле одна колода. Уберите ---
fault-yaml-too-deep = вложено глубже { $most } уровней: видимо, не закрыта скобка
fault-yaml-no-anchor = *{ $name } ни на что не указывает. Текст, который начинается с *, возьмите в кавычки
fault-yaml-own-anchor = *{ $name } стоит внутри того, на что указывает. Выпишите значение
fault-yaml-too-many-values = больше { $most } значений, если выписать ссылки. Сократите
fault-shape-fields-for-text = { $where } читается как поля, а не как текст. Текст с двоеточием и пробелом возьмите в кавычки
fault-shape-list-for-text = { $where } — список, а не текст. Текст, который начинается с [ или дефиса, возьмите в кавычки
fault-shape-empty = { $where }: пусто. Заполните или удалите поле
fault-shape-no-boolean = { $where }: здесь { $value }, а нужно true или false
fault-shape-no-fields = { $where } состоит из полей: { $names }
fault-shape-missing = { $where }нет поля { $name }. Добавьте его
fault-shape-missing-called = { $where }нет поля { $name }. Добавьте его
fault-shape-merged = { $where }поля { $name } нет: слияние не понимаю, выпишите поля
fault-shape-misspelt = { $where }поля { $name } нет. Может быть, { $near }?
fault-shape-comma = { $where }поля { $name } нет: текст с запятой внутри {"{"} … {"}"} возьмите в кавычки
fault-shape-unknown = { $where }поля { $name } нет. Здесь бывают: { $known }
fault-shape-no-list = { $where } — это список: [один, два] или строка с дефисом для каждой записи
fault-shape-too-few = { $where }: мало записей, нужно хотя бы { $least }. Добавьте { $more }
fault-shape-too-many = { $where }: много записей, бывает не больше { $most }. Уберите { $less }
fault-shape-repeated = { $where } повторяет { $value }. Уберите повтор
fault-shape-no-whole-number = { $where }: здесь { $value }, а нужно целое число
fault-shape-no-number = { $where }: здесь { $value }, а нужно число с точкой
fault-shape-out-of-range = { $where }: число { $value } не подходит
fault-shape-not-one-of = { $where }: здесь { $value }, а бывает { $allowed }
fault-shape-too-long = { $where }: символов { $length }, бывает не больше { $most }. Сократите на { $less }
fault-shape-misshapen = { $where }: «{ $value }» не подходит ({ $advice })

### Что не перенеслось из файла

### Файлы, которые читаются как текст

fault-import-unknown = формат файла не распознан: назовите его ({ $formats })
fault-text-too-large = в файле { $size } КиБ, а читаю не больше { $most } КиБ: разделите его
fault-text-empty = файл пуст: пришлите файл с текстом
fault-text-binary = это не текст: сначала экспортируйте файл как текст или верните ему его расширение
fault-text-archive = это архив (как и .docx, .xlsx, .apkg): верните файлу его расширение или экспортируйте его как текст
fault-text-document = это документ офисной программы: сначала экспортируйте его как текст или таблицу
fault-text-pdf = это PDF: сначала скопируйте его текст в текстовый файл
fault-text-picture = это картинка, а читаю я только текст
fault-text-sound = это звук или видео, а читаю я только текст
fault-text-program = это программа, а читаю я только текст
fault-text-database = это база данных: экспортируйте из её программы пакет или таблицу
fault-text-encoding = начиная отсюда кодировку не определить: сохраните файл в кодировке UTF-8
fault-text-title-cut = в названии символов { $size }, а помещается { $most }: осталось «{ $kept }»
fault-text-tag-cut = в теге символов { $size }, а помещается { $most }: осталось «{ $kept }»
fault-yaml-too-many = вопросов в колоде { $count }, а читаю не больше { $most }: разделите её

### Конспекты в Markdown

fault-markdown-no-questions = вопросов не нашлось: пишите их заголовком (## 1. Что такое …?), строкой **1. Что такое …?** или как Q: … и A: …
fault-markdown-too-many = вопросов { $count }, а читаю не больше { $most }: разделите файл
fault-markdown-too-many-lines = в файле больше { $most } строк: разделите его
fault-markdown-terms = вопросы не отмечены: вопросом стал каждый заголовок с текстом под ним, поправьте их формулировки
fault-markdown-number-gap = после вопроса { $before } идёт вопрос { $number }: посмотрите, не пропущен ли какой-то
fault-markdown-number-repeated = номер { $number } встретился ещё раз: посмотрите, не повторяется ли вопрос
fault-markdown-bare-heading = под заголовком «{ $heading }» нет вопросов: он пропущен вместе с текстом
fault-markdown-intro = текст «{ $text }» стоит над вопросами и пропущен
fault-markdown-intro-cut = во вступлении символов { $size }, а в описание помещается { $most }: осталось начало
fault-markdown-navigation = навигация страницы «{ $text }» пропущена
fault-markdown-front-matter = настройка «{ $text }» в начале файла пропущена: в колодах такой нет
fault-markdown-comment = комментарий «{ $text }» пропущен
fault-markdown-script = <{ $tag }> и всё внутри пропущено: в колодах нет скриптов и стилей
fault-markdown-html = тег <{ $tag }> пропущен, текст внутри него остался
fault-markdown-image = картинка { $url } пропущена, её описание осталось
fault-markdown-link = ссылка на { $url } пропущена, её текст остался: это не адрес в сети
fault-markdown-citation = знак сноски { $mark } убран: он ведёт на { $url }, а это не адрес в сети
fault-markdown-footnote = у сноски { $mark } нет текста: её знак убран
fault-markdown-fence-open = здесь начинается код, и он нигде не закрыт: он закончен перед следующим вопросом
fault-markdown-code = код без ограды (```) сохранён как код: отступы могли потеряться, поправьте их («{ $first }»)
fault-markdown-drawing = схема без ограды (```) сохранена как код: столбцы могли сдвинуться, поправьте их («{ $first }»)
fault-markdown-table = в строках таблицы от { $least } до { $most } ячеек: недостающие оставлены пустыми
fault-markdown-formula = формулу { $formula } не удалось прочитать: она сохранена как код, исправьте её
fault-markdown-formula-words = в формуле { $formula } русские слова: она сохранена как текст, посмотрите, верен ли он
fault-markdown-formulas-many = формул больше чем на { $most } символов: начиная отсюда они не проверены
fault-markdown-setting = настройка «{ $text }» непонятна и пропущена
fault-markdown-stray = «{ $text }» стоит не на своём месте и пропущено
# importers: drafts (all formats), tables, GIFT, Anki, HTML
fault-item-bad-misconception = «{ $given }» пропущено: напишите «утверждение | как правильно»
fault-item-bad-prerequisite = «{ $given }» пропущено: напишите колоду («deck») или вопрос («deck/item»)
fault-item-bad-reference = «{ $given }» пропущено: напишите «название | авторы | год | адрес»
fault-item-bad-sample = «{ $given }» пропущено: напишите «correct | ответ», «partial | ответ» или «wrong | ответ»
fault-item-long-answer = в ответе { $length } символов, помещается { $most }: оставлено его начало, разделите вопрос на несколько
fault-item-long-brief = краткий ответ длиннее { $most } символов: оставлено его начало, целиком он в пояснении
fault-item-long-claim = утверждение «{ $text }» пусто или длиннее { $most } символов (как и его пояснение): оно пропущено
fault-item-long-hint = подсказка «{ $text }» длиннее { $most } символов: она пропущена
fault-item-long-option = в варианте «{ $option }» { $length } символов, помещается { $most }: вопрос стал открытым, варианты — в пояснении
fault-item-long-question = в вопросе { $length } символов, помещается { $most }: спрашивается начало, целиком он стоит в начале пояснения
fault-item-long-reference = источник «{ $text }» пропущен: он слишком длинный или сверх { $most }, которые могут быть у вопроса
fault-item-long-rubric = утверждение «{ $text }» пропущено: все утверждения вопроса вместе с формулировками могут занимать { $most } символов
fault-item-long-why = пояснение к варианту «{ $option }» длиннее { $most } символов: оно перенесено в ответ
fault-item-long-with-options = в вопросе { $length } символов, с вариантами помещается { $most }: он стал открытым, варианты — в пояснении
fault-item-many-claims = утверждение «{ $text }» лишнее, у вопроса их может быть { $most }: оно пропущено
fault-item-many-hints = подсказка «{ $text }» лишняя, у вопроса их может быть { $most }: она пропущена
fault-item-more-faults = и ещё { $count }, что не удалось перенести: сначала исправьте эти
fault-item-no-answer = у вопроса «{ $question }» нет ответа: он пропущен, напишите ответ
fault-item-no-question = нет вопроса: строка пропущена, напишите вопрос
fault-item-none = в файле нет ни одного вопроса с ответом: проверьте его формат
fault-item-options = вариантов { $count }, верных из них { $right }; нужно от { $least } до { $most }, и не все верные: вопрос стал открытым, варианты — в пояснении
fault-item-same-options = вариант «{ $option }» повторяется: вопрос стал открытым, варианты — в пояснении
fault-item-too-many = в файле больше { $most } вопросов: разделите его на несколько
fault-item-unknown-level = сложность «{ $given }» — не число от 1 до 5: взято 2
fault-item-unknown-right = «{ $given }» не указывает ни на один вариант: напишите номер, букву или текст верного
fault-item-unknown-type = неизвестный тип «{ $given }»: напишите choice, several или open
fault-table-column-twice = столбец «{ $name }» повторяется: взят первый
fault-table-html = ячейка «{ $text }» — это HTML: она прочитана как HTML, проверьте её
fault-table-long-row = в строке больше ячеек, чем в заголовке: «{ $text }» пропущено
fault-table-no-header = в первой строке нет столбца «вопрос»: начните с названий столбцов, например вопрос, ответ, теги (найдено: { $found })
fault-table-quote = ячейка начинается с кавычки, которая нигде не закрыта: сам знак пишется как ""
fault-table-short-row = ячеек в строке { $count }, в заголовке { $of }: недостающие считаются пустыми
fault-table-unknown-column = столбец «{ $name }» непонятен, его ячейки пропущены
fault-gift-brace = «{ $text }»: скобка {"{"} не закрыта до пустой строки, закройте её знаком {"}"}
fault-gift-description = «{ $text }» ничего не спрашивает (нет фигурных скобок): текст пропущен
fault-gift-many-answers = у «{ $text }» больше { $most } ответов: они пропущены
fault-gift-many-right = для «{ $text }» достаточно любого из верных ответов: здесь спрашиваются все
fault-gift-matching = «{ $text }» — вопрос на соответствие: он стал открытым, ответ — таблица
fault-gift-more-braces = в «{ $text }» есть скобки кроме тех, в которых ответы: сами знаки пишутся \{"{"} и \{"}"}
fault-gift-no-gift = больше { $most } абзацев ничего не спрашивают: это не файл GIFT
fault-gift-number = «{ $text }» ждёт числа: вопрос стал открытым, допустимые значения — в пояснении
fault-gift-partial = «{ $answer }» стоит { $worth } %: здесь это неверный вариант
fault-gift-partly-accepted = «{ $answer }» стоит { $worth } %: здесь такой ответ не принимается
fault-gift-wildcard = в ответе «{ $answer }» есть подстановочный знак *: он убран
fault-gift-worth = верные ответы «{ $text }» весят по-разному: здесь — одинаково
fault-html-embedded = <{ $name }> не переносится: скажите это словами
fault-html-formula = формула «{ $latex }» не читается и стала кодом: исправьте её
fault-html-picture = картинка «{ $name }» не переносится: опишите её словами
fault-html-script = скрипт пропущен: здесь ничего не запускается
fault-html-sound = звук «{ $name }» не переносится: скажите это словами
fault-html-style = стиль пропущен: вид выбирает бот
fault-anki-too-many-rows = в таблице коллекции больше { $most } строк: экспортируйте отдельные колоды
fault-anki-broken = коллекция в пакете повреждена: проверьте её в Anki («Инструменты») и экспортируйте ещё раз
fault-anki-cards = тип «{ $kind }» делает из записи карточек: { $count }; здесь это один вопрос, по лицу первой
fault-anki-compression = пакет сжат способом, которого нет у Anki: экспортируйте его из Anki
fault-anki-encrypted = пакет зашифрован: экспортируйте его без пароля
fault-anki-long-note = запись «{ $text }» длиннее { $most } символов: она пропущена
fault-anki-many-clozes = в записи скрыто мест: { $count }, спрашиваются первые { $most }
fault-anki-media = картинки и звуки из пакета ({ $count }) не переносятся
fault-anki-members = в пакете слишком много файлов: экспортируйте колоды по одной
fault-anki-no-cloze = в записи ничего не скрыто (нет {"{{"}c1::…{"}}"}): она пропущена
fault-anki-no-collection = в архиве нет коллекции: экспортируйте колоду из Anki как .apkg
fault-anki-no-kind = в пакете нет типа этой записи: первое поле — вопрос, остальные — ответ
fault-anki-no-zip = пакет повреждён, или это не пакет Anki: экспортируйте его ещё раз
fault-anki-occlusion = запись закрывает части картинки: она пропущена, спросите об этом словами
fault-anki-too-large = в пакете { $size } МиБ, читается не больше { $most }: экспортируйте колоды по одной
fault-anki-too-many = в пакете больше { $most } записей: экспортируйте колоды по одной
fault-anki-too-much = в записях больше { $most } МиБ текста: экспортируйте колоды по одной
fault-anki-too-slow = чтение коллекции заняло больше { $most } секунд: экспортируйте колоды по одной
fault-anki-twice = в пакете два файла с именем «{ $name }»: экспортируйте его ещё раз
fault-anki-unpacked = распакованная коллекция больше { $most } МиБ: экспортируйте колоды по одной, без расписания
