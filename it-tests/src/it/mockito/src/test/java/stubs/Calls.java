package stubs;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** What a tracing agent puts around the methods of other classes. */
public class Calls {
    static final List<String> SEEN = new ArrayList<>();

    /** Called from the methods that are traced, so public. */
    public static void note(String call) {
        SEEN.add(call);
    }

    static class Around {
        @Advice.OnMethodEnter
        static void enter(@Advice.Origin("#t.#m") String method) {
            note("enter " + method);
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Origin("#t.#m") String method) {
            note("exit " + method);
        }
    }
}
