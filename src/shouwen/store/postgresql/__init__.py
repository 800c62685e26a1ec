"""Django's PostgreSQL backend with our own look at kept connections."""
