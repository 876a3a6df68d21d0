package dev.weft.benchmarks.report;

/** What a point in a picture looks like, so that points can be told apart without colours. Each fits into a circle of radius 1. */
enum Shape {
    CIRCLE("M-1,0 a1,1 0 1,0 2,0 a1,1 0 1,0 -2,0 z"),
    SQUARE("M-.85,-.85 h1.7 v1.7 h-1.7 z"),
    DIAMOND("M0,-1.15 L1.15,0 L0,1.15 L-1.15,0 z"),
    UP("M0,-1.1 L1.05,.8 L-1.05,.8 z"),
    DOWN("M0,1.1 L1.05,-.8 L-1.05,-.8 z"),
    CROSS("M-.35,-1 h.7 v.65 h.65 v.7 h-.65 v.65 h-.7 v-.65 h-.65 v-.7 h.65 z"),
    RIGHT("M1.1,0 L-.8,1.05 L-.8,-1.05 z"),
    BAR("M-.4,-1.15 h.8 v2.3 h-.8 z");

    private final String path;

    Shape(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
