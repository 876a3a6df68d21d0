package dev.weft.it.docs.pictures;

/** Two runs of the greetings over one axis of time: a bar from each greeting to its second half. */
final class Timeline {
    private static final int WIDTH = 860;
    private static final int LEFT = 250;
    private static final int RIGHT = 820;
    private static final int TOP = 20;
    private static final int BAR = 16;
    private static final int GAP = 22;

    private final Svg svg;
    private final double second;
    private int y = TOP;

    private Timeline(Svg svg, double seconds) {
        this.svg = svg;
        this.second = (RIGHT - LEFT) / seconds;
    }

    static String of(Greetings weft, Greetings blocking) {
        int bars = weft.begins().size() + blocking.begins().size();
        int bottom = TOP + bars * BAR + 2 * GAP;
        double last = blocking.ends().get(blocking.ends().size() - 1);
        var svg = new Svg(WIDTH, bottom + 26, "Five greetings on one thread, with await and with Thread.sleep");
        var picture = new Timeline(svg, last);
        for (int mark = 0; mark <= last; mark++) {
            double x = LEFT + mark * picture.second;
            svg.line(x, TOP - 8, x, bottom - 8);
            svg.text(x, bottom + 10, "middle", "quiet", mark + " s");
        }
        picture.draw(weft, "await(sleep(…))", "one thread, all wait at once", "runs");
        picture.draw(blocking, "Thread.sleep(…)", "one thread, one after another", "waits");
        return svg.toString();
    }

    private void draw(Greetings greetings, String code, String says, String look) {
        svg.text(20, y + 12, "start", "code head", code);
        svg.text(20, y + 32, "start", "quiet", says);
        svg.text(20, y + 52, "start", "", "Elapsed: " + greetings.elapsed());
        for (int i = 0; i < greetings.begins().size(); i++) {
            double begin = greetings.begins().get(i);
            double length = greetings.ends().get(i) - begin;
            svg.box(LEFT + begin * second, y + 2, length * second, BAR - 4, look);
            y += BAR;
        }
        y += GAP;
    }
}
