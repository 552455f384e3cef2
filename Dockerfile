# One image for web, worker and beat. It runs as an ordinary user and writes only to /data.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DEBUG=false DATA_DIR=/data
WORKDIR /app
RUN useradd --system --create-home --uid 10001 planner && install -d -o planner /data
COPY planner/config/requirements.txt planner/config/requirements.txt
RUN pip install --no-cache-dir --require-hashes -r planner/config/requirements.txt
COPY . .
# The build needs no secret: this key signs nothing and is not in the image's environment.
RUN SECRET_KEY=only-for-the-build DATA_DIR=/app/built python manage.py compilemessages \
 && SECRET_KEY=only-for-the-build DATA_DIR=/app/built python manage.py collectstatic --no-input
ENV STATIC_ROOT=/app/built/static
USER planner
EXPOSE 8000
CMD ["gunicorn", "planner.config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "8"]
