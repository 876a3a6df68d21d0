package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** More than 200 operands: javac splits the concatenation, with up to 200 values on the stack. */
class LongConcat {
    @Case(6)
    @Async
    static Coroutine<String> operands230(Probe p) {
        int i = 1;
        long l = 2;
        String s = "s";
        double d = 3.5;
        return result("" + await(p.step("s0", 0)) + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l
                + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d
                + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i
                + await(p.step("s57", 57L)) + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i
                + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s
                + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i
                + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s
                + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i
                + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s
                + d + i + l + s + d + i + l + s + d + i + l + s + d + i + l + s
                + await(p.step("s199", "s199")) + await(p.step("s200", 'c'))
                + await(p.step("s201", 201.5)) + s + d + i + l + s + d + i + l + s + d + i + l + s + d + i
                + l + s + d + i + l + s + d + i + l + s + d + i + await(p.step("s229", true)));
    }
}
