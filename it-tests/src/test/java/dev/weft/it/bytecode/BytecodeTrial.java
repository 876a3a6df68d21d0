package dev.weft.it.bytecode;

import java.util.Map;
import java.util.TreeMap;

/**
 * One library, or some classes of it, with one seed.
 *
 * @param density how probable an await is before each instruction
 */
record BytecodeTrial(Library library, Flavour flavour, long seed, double density) {
    /** What a trial has seen. */
    record Count(int classes, int methods, int awaits, int unlinked) {
        Count plus(Count other) {
            return new Count(
                    classes + other.classes, methods + other.methods, awaits + other.awaits, unlinked + other.unlinked);
        }
    }

    /**
     * Makes the methods of these classes async, weaves them all at once, and verifies them.
     *
     * @throws AssertionError with the smallest failing method, if something is wrong
     */
    Count check(Map<String, byte[]> classes) {
        var forms = new TreeMap<String, AsyncForm>();
        classes.forEach((name, file) -> forms.put(name, form(name, file)));
        int unlinked;
        try {
            unlinked = verified(forms);
        } catch (RuntimeException | AssertionError e) {
            throw culprit(forms, e);
        }
        return new Count(
                forms.size(),
                forms.values().stream().mapToInt(form -> form.places().size()).sum(),
                forms.values().stream().mapToInt(AsyncForm::awaits).sum(),
                unlinked);
    }

    private AsyncForm form(String name, byte[] file) {
        return AsyncForm.of(file, flavour, AwaitPlan.random(seed, name, density));
    }

    private int verified(Map<String, AsyncForm> forms) {
        return Verification.verify(AsyncWeaving.weave(forms), library.classes());
    }

    private AssertionError culprit(Map<String, AsyncForm> forms, Throwable failure) {
        for (var form : forms.entrySet()) {
            var alone = failure(form.getKey(), form.getValue());
            if (alone != null) {
                return new Culprit(this, form.getKey(), library.classes().get(form.getKey()))
                        .in(form.getValue(), alone);
            }
        }
        return new AssertionError(this + ": classes " + forms.keySet() + " fail together only", failure);
    }

    /** What is wrong with this class, or null. */
    Throwable failure(String name, AsyncForm form) {
        try {
            verified(Map.of(name, form));
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    @Override
    public String toString() {
        return library.name() + ", " + flavour + ", seed " + seed + ", density " + density;
    }
}
