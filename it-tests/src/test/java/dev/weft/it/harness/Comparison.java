package dev.weft.it.harness;

/** Compares the targets of one class that is not of this module. */
public final class Comparison {
    /** Beyond, a program only takes time. */
    private static final int MOST_STEPS = 60;

    private Comparison() {}

    /** Throws an {@link AssertionError} if a run differs from its twin; returns how many were compared. */
    public static long runs(String className, ClassFiles unwoven, ClassFiles woven) throws ClassNotFoundException {
        var twins = unwoven.each(TwinForm::of).loader("twins");
        var form = Form.cold("cold", woven.loader("woven"));
        long runs = 0;
        for (var target : Target.of(Class.forName(className, true, twins))) {
            runs += runs(new Differential(form, target, true));
        }
        return runs;
    }

    private static long runs(Differential differential) {
        var families = differential.families();
        if (differential.steps() > 0 && differential.steps() <= MOST_STEPS) {
            families.values().forEach(differential::check);
        }
        return differential.runs();
    }
}
