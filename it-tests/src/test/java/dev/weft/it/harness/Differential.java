package dev.weft.it.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the runs of one target in one form with those of its twin. */
public final class Differential {
    private final Form form;
    private final Target woven;
    private final Target twin;
    private final boolean seesCancelInOrder;
    private final Map<String, Outcome> twinRuns = new HashMap<>();
    private int runs;

    /**
     * @param seesCancelInOrder whether a cancelled run has its side effects in the order of a blocking run
     */
    public Differential(Form form, Target twin, boolean seesCancelInOrder) {
        this.form = form;
        this.twin = twin;
        this.woven = twin.in(form.loader());
        this.seesCancelInOrder = seesCancelInOrder;
    }

    /** The scripts for this target, by family. */
    public Map<String, List<Script>> families() {
        return Scripts.families(steps());
    }

    /** How many steps the twin makes when nothing is wrong. */
    public int steps() {
        return twinRun(Scripts.ready()).steps();
    }

    /** Runs a family; throws an {@link AssertionError} for the first run that differs. */
    public void check(List<Script> scripts) {
        for (var script : scripts) {
            check(script);
        }
    }

    /** How many runs were compared. */
    public int runs() {
        return runs;
    }

    void check(Script script) {
        boolean cancels = script.trouble() == Script.Trouble.CANCELLED;
        if (cancels && !seesCancelInOrder) {
            return;
        }
        runs++;
        var expected = twinRun(script);
        var actual = run(script);
        if (cancels && actual.wasClosed()) {
            return; // the request was seen between two items of a made stream, which the twin does not have
        }
        String wrong = actual.differenceFrom(expected, !(cancels && form.isHot()));
        if (wrong == null) {
            wrong = wrongWithSuspensions(script, actual);
        }
        if (wrong != null) {
            throw new AssertionError(report(script, wrong, expected, actual));
        }
    }

    private Outcome run(Script script) {
        try {
            return form.run().apply(woven, script);
        } catch (Throwable t) {
            throw new AssertionError(twin + " (" + form.name() + "), " + script + ": the run broke: " + t, t);
        }
    }

    private Outcome twinRun(Script script) {
        return twinRuns.computeIfAbsent(script.twinKey(), key -> TwinRun.of(twin, script, form.isHot()));
    }

    /** Without trouble, every step was awaited exactly once, so it suspended if it was told to. */
    private static String wrongWithSuspensions(Script script, Outcome actual) {
        if (actual.steps() == 0) {
            return "it awaited nothing";
        }
        if (script.at() == 0
                && script.suspends().test(1)
                && script.name().startsWith("suspended")
                && actual.suspensions() != actual.steps()) {
            return actual.steps() + " steps, but " + actual.suspensions() + " suspensions";
        }
        return null;
    }

    private String report(Script script, String wrong, Outcome expected, Outcome actual) {
        return twin + " (" + form.name() + "), " + script + ": " + wrong
                + "\n  twin:  " + expected.effects() + " -> " + expected.ending()
                + "\n  woven: " + actual.effects() + " -> " + actual.ending();
    }
}
