package dev.weft.it.bytecode;

import java.util.ArrayList;
import java.util.List;

/** Finds the method of a class, and the fewest of its awaits, that still fail. */
record Culprit(BytecodeTrial trial, String className, byte[] file) {
    /** The error to report: it names all that is needed to see it again. */
    AssertionError in(AsyncForm form, Throwable failure) {
        for (var method : form.places().entrySet()) {
            if (failure(method.getKey(), method.getValue()) != null) {
                var places = fewest(method.getKey(), method.getValue());
                var smallest = failure(method.getKey(), places);
                return error("." + method.getKey() + ", awaits before the instructions " + places, smallest);
            }
        }
        return error(", no single method", failure);
    }

    private AssertionError error(String where, Throwable failure) {
        return new AssertionError(trial + ": " + className + where + ": " + failure, failure);
    }

    private List<Integer> fewest(String method, List<Integer> places) {
        List<Integer> best = places;
        for (int size = Math.max(1, best.size() / 2); size > 0; size /= 2) {
            for (int from = best.size() - size; from >= 0; from -= size) {
                var fewer = new ArrayList<>(best);
                fewer.subList(from, from + size).clear();
                if (failure(method, fewer) != null) {
                    best = fewer;
                    from = Math.min(from, best.size());
                }
            }
        }
        return best;
    }

    private Throwable failure(String method, List<Integer> places) {
        return trial.failure(className, AsyncForm.of(file, trial.flavour(), AwaitPlan.only(method, places)));
    }
}
