# The portal for production: the look is built with Node, and what runs has Python alone.

FROM node:24-bookworm-slim AS look
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY static static
RUN npm run build

FROM python:3.13-slim-bookworm AS packages
COPY requirements/production.txt .
RUN python -m venv /packages \
 && /packages/bin/pip install --no-cache-dir --only-binary=:all: --require-hashes -r production.txt

FROM python:3.13-slim-bookworm
ENV PATH=/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=interchange.settings PORTAL_DATA=/data
# pg_dump and pg_restore of the server's version, for `manage.py backup` and `restore`.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates postgresql-common \
 && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
 && apt-get install -y --no-install-recommends postgresql-client-18 \
 && rm -rf /var/lib/apt/lists/*
# Names on PDFs have letters that reportlab's own typeface lacks (interchange/paper/letters.py).
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --create-home portal && install -d -o portal -g portal -m 0750 /data
WORKDIR /portal
COPY --from=packages /packages /packages
COPY . .
COPY --from=look /portal/static/built static/built
RUN python -m whitenoise.compress --quiet static/built \
 && python -m compileall -q interchange/reader interchange/refusals.py  # started for each file that is sent
USER portal
EXPOSE 8000
CMD ["gunicorn", "--config", "gunicorn.conf.py", "--bind", "0.0.0.0:8000", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
