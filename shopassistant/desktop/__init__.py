"""The only room that knows Qt: shell, pages, widgets, lanes and theme."""

from shopassistant.desktop.binding import keep_true_alive

keep_true_alive()
