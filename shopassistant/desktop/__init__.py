"""The only room that knows Qt: shell, pages, widgets, lanes and theme."""
