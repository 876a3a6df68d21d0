package dev.weft.it.harness;

import java.util.ArrayList;

/** Compares the targets of one class that is not of this module, cold, made hot and made streams. */
public final class Comparison {
    /** Beyond, a program only takes time. */
    private static final int MOST_STEPS = 60;

    private Comparison() {}

    /**
     * Throws an {@link AssertionError} if a run differs from its twin; returns how many were compared.
     *
     * @param woven the same classes, woven
     */
    public static long runs(String className, ClassFiles unwoven, WovenForms woven) throws ClassNotFoundException {
        var twins = unwoven.each(TwinForm::of).loader("twins");
        var forms = new ArrayList<>(Form.madeHot(woven.hot().loader("made hot")));
        forms.add(Form.cold("cold", woven.cold().loader("woven")));
        forms.add(Form.cold("cold, made streams", woven.streams().loader("made streams")));
        var flat = HotForm.flatMethods(unwoven.byName().get(className.replace('.', '/')));
        long runs = 0;
        for (var target : Target.of(Class.forName(className, true, twins))) {
            for (var form : forms) {
                if (form.accepts(target)) {
                    runs += runs(new Differential(form, target, !form.isHot() || flat.contains(target.name())));
                }
            }
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
