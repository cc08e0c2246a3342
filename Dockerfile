# ctxmap as an image, for pipelines without Python: docker run --rm -v "$PWD:/maps" ctxmap check
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
COPY --from=build /wheels /wheels
# hadolint ignore=DL3013
RUN python -m pip install --no-cache-dir --no-compile /wheels/*.whl \
    && rm -rf /wheels \
    && useradd --uid 1000 --create-home ctxmap
USER 1000
WORKDIR /maps
ENTRYPOINT ["ctxmap"]
CMD ["check"]
