package dev.weft.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.it.harness.Differential;
import dev.weft.it.harness.Form;
import dev.weft.it.harness.Outcome;
import dev.weft.it.harness.Script;
import dev.weft.it.harness.Scripts;
import dev.weft.it.harness.Suite;
import dev.weft.it.harness.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A check that cannot fail is worth nothing, so each kind of wrong run must be noticed. */
@Timeout(60)
class HarnessTest {
    private final Target target = new Suite()
            .targets().stream()
                    .filter(t -> t.toString().endsWith("Finally.catchAndFinally"))
                    .findAny()
                    .orElseThrow();

    /** The cold form, with outcomes that the given function has changed. */
    private Differential broken(UnaryOperator<Outcome> change) {
        var cold = Form.cold();
        return new Differential(
                new Form(
                        "broken",
                        cold.loader(),
                        (t, script) -> change.apply(cold.run().apply(t, script)),
                        false,
                        false,
                        false),
                target,
                true);
    }

    private static void checkAll(Differential differential) {
        differential.families().values().forEach(differential::check);
    }

    private void assertNoticed(String message, UnaryOperator<Outcome> change) {
        var error = assertThrows(AssertionError.class, () -> checkAll(broken(change)));
        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertTrue(error.getMessage().contains("Finally.catchAndFinally (broken), "), error::getMessage);
    }

    private static List<String> changed(List<String> effects, Consumer<List<String>> change) {
        var copy = new ArrayList<>(effects);
        change.accept(copy);
        return copy;
    }

    @Test
    void rightRunsAreRight() {
        var differential = broken(o -> o);
        checkAll(differential);
        assertTrue(differential.runs() > 70, () -> "only " + differential.runs() + " runs");
    }

    @Test
    void wrongResult() {
        assertNoticed("it returned", o -> new Outcome(o.ending() + "!", o.effects(), o.steps(), o.suspensions()));
    }

    @Test
    void otherExceptionWithTheSameText() {
        assertNoticed(
                "it threw",
                o -> new Outcome(
                        o.ending().replace("threw the original ", "threw "), o.effects(), o.steps(), o.suspensions()));
    }

    @Test
    void cancellationThatIsNone() {
        assertNoticed(
                "it returned",
                o -> o.ending().startsWith("cancelled")
                        ? new Outcome("returned null", o.effects(), o.steps(), o.suspensions())
                        : o);
    }

    @Test
    void wrongOrder() {
        assertNoticed(
                "side effects differ from number 1 on",
                o -> new Outcome(
                        o.ending(),
                        changed(o.effects(), e -> Collections.swap(e, 0, e.size() - 1)),
                        o.steps(),
                        o.suspensions()));
    }

    @Test
    void missingEffect() {
        assertNoticed(
                "side effects differ",
                o -> new Outcome(
                        o.ending(), changed(o.effects(), e -> e.remove(e.size() - 1)), o.steps(), o.suspensions()));
    }

    @Test
    void effectTwice() {
        assertNoticed(
                "side effects differ",
                o -> new Outcome(o.ending(), changed(o.effects(), e -> e.add(e.get(0))), o.steps(), o.suspensions()));
    }

    @Test
    void noStepAtAll() {
        assertNoticed("awaited nothing", o -> new Outcome(o.ending(), o.effects(), 0, 0));
    }

    @Test
    void nothingSuspended() {
        assertNoticed("suspensions", o -> new Outcome(o.ending(), o.effects(), o.steps(), o.suspensions() - 1));
    }

    @Test
    void everyStepIsPutInTrouble() {
        var families = Scripts.families(3);
        for (int k = 1; k <= 3; k++) {
            int at = k;
            for (var trouble : Script.Trouble.values()) {
                long expected = trouble == Script.Trouble.NONE ? 0 : 4;
                long found = families.values().stream()
                        .flatMap(List::stream)
                        .filter(s -> s.at() == at && s.trouble() == trouble)
                        .count();
                assertEquals(expected, found, () -> trouble + " at " + at);
            }
        }
    }

    @Test
    void thereAreManyTargets() {
        int targets = new Suite().targets().size();
        assertTrue(targets > 300, () -> "only " + targets + " targets");
    }
}
