"""The only room that knows Qt: shell, pages, widgets, lanes and theme."""

from shopassistant.desktop.binding import keep_singletons_alive

keep_singletons_alive()
