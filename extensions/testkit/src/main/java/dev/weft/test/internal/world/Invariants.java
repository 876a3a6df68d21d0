package dev.weft.test.internal.world;

import dev.weft.test.internal.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What must hold after each step of a run. Owned by the run's thread. */
final class Invariants {
    private final World world;
    private final List<Invariant> all = new ArrayList<>();

    private record Invariant(String name, BooleanSupplier holds) {}

    Invariants(World world) {
        this.world = world;
    }

    void add(String name, BooleanSupplier holds) {
        all.add(new Invariant(name, holds));
    }

    void clear() {
        all.clear();
    }

    /** Called after each step, which may have changed something. Ends the run if one does not hold. */
    void check() {
        for (Invariant invariant : all) {
            try {
                if (!invariant.holds.getAsBoolean()) {
                    throw world.ends(broken(invariant, doesNotHold(), null));
                }
            } catch (RuntimeException failed) {
                throw world.ends(broken(invariant, "cannot be checked: " + Text.of(failed), failed));
            } catch (AssertionError asserted) {
                throw world.ends(broken(invariant, doesNotHold() + ": " + Text.of(asserted), asserted));
            }
        }
    }

    private String doesNotHold() {
        int steps = world.journal.steps();
        return "does not hold after step " + steps
                + (steps == 0 ? "" : ", of " + TaskNames.of(world.loop, world.journal.lastTask()));
    }

    private static RunFailure broken(Invariant invariant, String how, @Nullable Throwable cause) {
        return new RunFailure(
                RunFailure.Kind.INVARIANT, invariant.name, "the invariant \"" + invariant.name + "\" " + how, cause);
    }
}
