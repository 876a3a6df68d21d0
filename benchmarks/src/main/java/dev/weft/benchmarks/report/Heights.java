package dev.weft.benchmarks.report;

/** Where lines of text go that would lie on one another. */
final class Heights {
    private Heights() {}

    /**
     * Heights that are at least so far from each other, as near to those wanted as going down, and then up, makes them.
     *
     * @param wanted from above, so not falling
     * @param distance between two
     * @param lowest below which none is, as long as there is room
     */
    static double[] apart(double[] wanted, double distance, double lowest) {
        double[] heights = wanted.clone();
        for (int i = 1; i < heights.length; i++) {
            heights[i] = Math.max(heights[i], heights[i - 1] + distance);
        }
        double limit = lowest;
        for (int i = heights.length - 1; i >= 0; i--) {
            heights[i] = Math.min(heights[i], limit);
            limit = heights[i] - distance;
        }
        return heights;
    }
}
