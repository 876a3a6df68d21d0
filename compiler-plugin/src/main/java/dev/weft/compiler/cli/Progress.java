package dev.weft.compiler.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts class files on one line of a terminal during a run. Prints nothing if the run is short or if there is no
 * terminal.
 */
final class Progress implements Consumer<String>, AutoCloseable {

    private static final long FIRST_NANOS = 1_000_000_000;
    private static final long NEXT_NANOS = 200_000_000;

    private final PrintWriter terminal;
    private final LongSupplier nanoTime;
    private long due;
    private int count;
    private int width;

    Progress(PrintWriter terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        due = nanoTime.getAsLong() + FIRST_NANOS;
    }

    @Override
    public void accept(String classFile) {
        count++;
        if (nanoTime.getAsLong() - due >= 0) {
            due = nanoTime.getAsLong() + NEXT_NANOS;
            show("weft: " + count + " class files…");
        }
    }

    private void show(String text) {
        terminal.print("\r" + text);
        terminal.flush();
        width = text.length();
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (width > 0) {
            show(" ".repeat(width));
            show("");
        }
    }

    /** Since JDK 22 there may be a console without a terminal, and a method that tells. */
    static boolean isOnTerminal() {
        return isTerminal(System.console());
    }

    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            var ask = MethodHandles.publicLookup()
                    .findVirtual(Console.class, "isTerminal", MethodType.methodType(boolean.class));
            return (boolean) ask.invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (Throwable e) {
            return false;
        }
    }
}
