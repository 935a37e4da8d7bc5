"""The post-editor in the browser: routes of a few lines over `editing`; nothing is built, nothing is fetched from elsewhere."""
