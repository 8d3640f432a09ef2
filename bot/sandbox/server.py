"""The sandbox's web server: the chat page, its API, and the Bot API of the double, on one port."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aiohttp import web

from bot.sandbox.double import Person, TelegramDouble
from bot.sandbox.page.api import MOST_UPLOAD_BYTES, PageApi, SetForward, refusals
from bot.sandbox.page.guard import Guard, Handler
from bot.sandbox.page.stream import EventStream

PAGE = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_SHUTDOWN_SECONDS = 2.0


class Sandbox:
    """A chat page for a double, in which one plays several people who talk to the bot.

    ``set_forward`` moves the sandbox's clock; without it the page shows the clock and nothing more.
    ``names`` are host names, besides localhost and IP addresses, under which the page may be opened.
    """

    def __init__(
        self, double: TelegramDouble, *, set_forward: SetForward | None = None, names: Iterable[str] = ()
    ) -> None:
        self.double = double
        self._api = PageApi(double, set_forward)
        self._stream = EventStream(double)
        self._guard = Guard(frozenset(name.lower() for name in names))
        self._runner: web.AppRunner | None = None

    def application(self) -> web.Application:
        """The whole web application; nothing is started yet."""
        most = MOST_UPLOAD_BYTES + 1024 * 1024
        app = web.Application(middlewares=[self._guard.middleware, refusals], client_max_size=most)
        app.router.add_get("/", _page_file("index.html"))
        for path in sorted(PAGE.iterdir()):
            if path.suffix in _TYPES:
                app.router.add_get(f"/{path.name}", _page_file(path.name))
        app.router.add_get("/api/events", self._stream.handle)
        self._api.routes(app)
        self.double.routes(app)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Listen; the address of the page, which is also the base of the Bot API (``<address>/bot<token>/…``).

        port 0 takes a free one. OSError when the port is taken or the host is not of this machine.
        """
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        bound = runner.addresses[0][1]
        return f"http://{_shown(host)}:{bound}"

    async def stop(self) -> None:
        """End the streams and stop listening; stopping twice does no harm."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await self._stream.close()
            await runner.cleanup()


def _shown(host: str) -> str:
    """How the host is written in an address: "everywhere" is reached at this machine's own address."""
    if host in ("", "0.0.0.0", "::"):  # noqa: S104 - it is compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _page_file(name: str) -> Handler:
    content_type = _TYPES[Path(name).suffix]

    async def handle(request: web.Request) -> web.Response:
        body = (PAGE / name).read_bytes()
        return web.Response(
            body=body, content_type=content_type, charset="utf-8", headers={"Cache-Control": "no-cache"}
        )

    return handle


def settle_in(double: TelegramDouble) -> list[Person]:
    """The sandbox's own world, made once per database: three people, their private chats, a group, a forum."""
    anna = double.person("Анна", username="anna")
    boris = double.person("Борис", username="boris")
    chen = double.person("Chen Wei", username="chen_wei", language_code="en")
    people = [anna, boris, chen]
    for person in people:
        double.private(person)
    double.group("Учебная группа", people, kind="supergroup", admins=[anna])
    forum = double.group("Форум", people, kind="supergroup", forum=True, admins=[anna])
    for topic in ("Статьи", "Вопросы"):
        double.add_topic(forum, topic)
    return people
