package dev.weft.it.docs.pictures;

import java.util.List;

/** The moments of an await, below one another, under the source of the method. */
final class AwaitPicture {
    private static final int WIDTH = 860;
    private static final int LEFT = 20;
    private static final int CODE = 52;
    private static final int REMARKS = 400;
    private static final int LINE = 17;
    private static final int HEAD = 44;
    private static final int GAP = 10;

    private AwaitPicture() {}

    static String of(List<String> source, List<Panel> panels) {
        int top = LEFT + LINE * source.size() + GAP;
        int height = top
                + GAP
                + panels.stream().mapToInt(panel -> height(panel) + GAP).sum();
        var svg = new Svg(WIDTH, height, "What happens at an await");
        for (int i = 0; i < source.size(); i++) {
            svg.text(CODE, LEFT + LINE * (i + 0.7), "start", "code", source.get(i));
        }
        int y = top;
        for (int i = 0; i < panels.size(); i++) {
            draw(svg, panels.get(i), i + 1, y);
            y += height(panels.get(i)) + GAP;
        }
        return svg.toString();
    }

    private static int height(Panel panel) {
        return HEAD + LINE * panel.instructions().size() + GAP;
    }

    private static void draw(Svg svg, Panel panel, int number, int y) {
        svg.box(GAP, y, WIDTH - 2 * GAP, height(panel), "panel");
        svg.number(LEFT + GAP, y + 20, number, panel.waits() ? "waits" : "runs");
        svg.text(CODE, y + 18, "start", "head", panel.title());
        svg.text(CODE + 125, y + 18, "start", "", panel.says());
        svg.text(CODE, y + 36, "start", "code quiet", panel.method());
        double below = y + HEAD + LINE * 0.8;
        for (var instruction : panel.instructions()) {
            svg.text(CODE + 16, below, "start", "code", instruction);
            svg.text(REMARKS, below, "start", "quiet", panel.remark(instruction));
            below += LINE;
        }
    }
}
