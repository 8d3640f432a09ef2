# Слова бота. <b> и <i> — разметка Telegram; подставляемое экранируется само.

### Команды в меню Telegram
command-start = знакомство
command-quiz = викторина: /quiz mask_rcnn 5
command-decks = колоды и прогресс
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
    <b>Привет!</b> Я провожу общие викторины по глубокому обучению.
    Начать: /quiz mask_rcnn. Отвечать можно кнопкой или ответом (reply) на мой вопрос: остальной текст в группах я не вижу.
help =
    <b>Как заниматься</b>
    /quiz — выбрать колоду
    /quiz mask_rcnn — викторина по колоде
    /quiz маск рцнн 5 — пять вопросов; имя можно писать как угодно
    /skip — пропустить вопрос, /hint — подсказка
    /stop — закончить и увидеть итог
    /decks — колоды, /progress — мои результаты
    /cancel — отменить начатое

    Новое спрашиваю с вариантами, знакомое — своими словами. На вопрос с вариантами тоже можно ответить текстом. Не согласны с оценкой? Нажмите «Я был прав». Нашли ошибку? «Сообщить об ошибке».

    В группе: /quiz mask_rcnn начинает общий раунд. Каждый отвечает один раз, кнопкой или ответом (reply) на вопрос. Ведёт тот, кто начал, или администратор.
unknown-command = Такой команды нет. Что я умею: /help

### Колоды
decks-title = <b>Колоды</b>
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
placeholder-answer = Ваш ответ
button-own-words = ✍️ Своими словами
button-hint = 💡 Подсказка
button-skip = Пропустить
button-stop = Закончить
button-reveal = Показать ответ
button-next = Дальше ▶
button-next-question = Следующий вопрос ▶
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
verdict-gone = Вопрос закрыт.
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
your-answer = Ваш ответ: { $text }
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
toast-counted = Засчитано

### Короткие ответы
error-unknown = Что-то пошло не так. Попробуйте ещё раз.
error-crash = Это моя ошибка, я записал её. Ваши ответы на месте: продолжайте с /quiz.
error-stale-button = Этот вопрос уже позади. Не видите нового? /quiz
error-session-over = Эта викторина уже закончена. Начать новую: /quiz
error-options-changed = Варианты этого вопроса изменились. Он задан заново ниже: ответьте там. Не видите его? /quiz
error-forged-button = Не понимаю эту кнопку. Начните с /quiz
error-not-yours = Эта кнопка не ваша. Начните свою: /quiz
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
already-judged = Ответ уже принят. Дальше — кнопкой под разбором или командой /skip.
nothing-asked = Сейчас я ничего не спрашиваю. Начать: /quiz
text-only = Я понимаю только текст: ответьте словами или кнопкой.
text-only-idle = Я понимаю только текст. Начать: /quiz
nothing-to-cancel = Отменять нечего. Закончить викторину: /stop
cancelled = Отменено.
reported = Спасибо, передал автору колоды. Если хотите, напишите следующим сообщением, что не так.
report-thanks = Спасибо! Пояснение записано.
options-changed = Автор колоды изменил варианты этого вопроса, поэтому ответ не засчитан. Вот вопрос заново.
resumed = Продолжаем с того же места.
verdict-overridden-toast = Засчитано как верный ответ
reported-toast = Спасибо, передал автору колоды

### Вопрос дня
question-head-daily-one = ☀️ <b>Вопрос дня</b> · { $title }
question-head-daily = ☀️ <b>Вопросы дня</b> · { $title } · { $position }/{ $length }
question-head-review = 🔁 <b>Повторение</b> · { $title } · { $position }/{ $length }
question-head-mock = 📝 <b>Экзамен</b> · { $title } · { $position }/{ $length }
daily-late = <i>{ $days ->
    [one] Прошлый вопрос дня не пришёл вовремя: меня не было на месте. Серия не пострадала.
   *[other] Прошлые вопросы дня не пришли вовремя: меня не было на месте. Серия не пострадала.
    }</i>
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
