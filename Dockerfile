# Small: no compilers, no tests, no package caches in what runs. Not root. Tells whether it is well.
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/studybot
COPY requirements.lock .
RUN /opt/studybot/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY requirements-dev.lock .
RUN awk '/^[^ ]/ {on = /^setuptools==/} on' requirements-dev.lock > build.lock \
    && pip install --no-cache-dir --disable-pip-version-check --require-hashes -r build.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY content content
COPY storage storage
COPY study study
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /opt/studybot/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps /wheels/*.whl \
    && /opt/studybot/bin/pip uninstall --yes pip setuptools

FROM python:3.11-slim
RUN useradd --uid 10001 --create-home --home-dir /srv/studybot studybot \
    && install -d -m 700 -o studybot /srv/studybot/data
COPY --from=build /opt/studybot /opt/studybot
ENV PATH=/opt/studybot/bin:$PATH PYTHONUNBUFFERED=1
USER studybot
WORKDIR /srv/studybot
VOLUME /srv/studybot/data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["studybot", "health"]
ENTRYPOINT ["studybot"]
# Not the sandbox by default: on the container's own 127.0.0.1 nobody could reach it. README.md shows how to ask for it.
CMD ["run", "--telegram"]
