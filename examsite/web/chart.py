"""Charts: the one file that speaks to lets-plot; every chart is an SVG made on the server, without script."""

from __future__ import annotations

from collections.abc import Sequence

import lets_plot as lp

COLOURS = ["#1d4e6b", "#2f7f86", "#7bb2a0", "#d9a441", "#b4552d", "#6d5a7b"]
WIDE = "\u3000"  # lets-plot measures Chinese legends a little short


def stacked_bars(
    rows: Sequence[tuple[str, str, int]], x: str, fill: str, y: str, width: int = 960
) -> str:
    """Bars of `rows` (place, part, number), stacked by part, as SVG text; `width` in pixels."""
    places = list(dict.fromkeys(place for place, _part, _number in rows))
    data = {
        x: [place for place, _part, _number in rows],
        fill: [part + WIDE for _place, part, _number in rows],
        y: [number for _place, _part, number in rows],
    }
    plot = (
        lp.ggplot(data, lp.aes(x=x, y=y, fill=fill))
        + lp.geom_bar(stat="identity", width=0.72)
        + lp.scale_fill_manual(values=COLOURS)
        + lp.scale_x_discrete(limits=places)
        + lp.labs(fill=fill + WIDE * 2)
        + _look()
        + lp.ggsize(width, 360)
    )
    if width < 600:
        plot = plot + lp.coord_flip() + lp.scale_x_discrete(limits=places[::-1])
    return str(plot.to_svg())


def bars(rows: Sequence[tuple[str, float]], x: str, y: str, width: int = 640) -> str:
    """Plain bars of `rows` (label, number) as SVG text."""
    labels = [label for label, _number in rows]
    data = {x: labels, y: [number for _label, number in rows]}
    plot = (
        lp.ggplot(data, lp.aes(x=x, y=y))
        + lp.geom_bar(stat="identity", width=0.72, fill=COLOURS[0])
        + lp.scale_x_discrete(limits=labels)
        + _look()
        + lp.ggsize(width, 280)
    )
    return str(plot.to_svg())


def _look() -> lp.plot.core.FeatureSpec:
    return lp.theme_minimal() + lp.theme(
        text=lp.element_text(
            family="Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif", size=12
        ),
        plot_background=lp.element_blank(),
        panel_grid_major_x=lp.element_blank(),
        panel_grid_minor=lp.element_blank(),
        legend_position="top",
    )
