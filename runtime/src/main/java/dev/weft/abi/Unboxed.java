package dev.weft.abi;

import org.jspecify.annotations.Nullable;

/**
 * Results that are numbers and travel as numbers: from a hot entry to the method of the same class that has called it.
 * For generated code; nothing here is meant to be called by hand. All methods are called on the thread that runs the
 * task.
 *
 * <p>Such an entry can have something else to say: that it has suspended, or that its result is an object that was made
 * elsewhere, or null. Then it leaves that with the task, and returns one certain number. So a result that is another number
 * costs no memory access. If the result is that very number, nothing lies with the task.
 *
 * @since 0.1
 */
public final class Unboxed {
    /** The number that stands for something else, where the result is an {@code int}. */
    public static final int OTHER_INT = 0x93B1_F00D;

    /** The same, where it is a {@code long}. */
    public static final long OTHER_LONG = 0x93B1_F00D_5EED_C0DEL;

    /** The same, where it is a {@code double}. */
    public static final double OTHER_DOUBLE = -0x1.3B1F00D5EEDC0p-911;

    private Unboxed() {}

    /**
     * Leaves an object with the task.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @return {@link #OTHER_INT}
     */
    public static int handI(@Nullable Object given, FrameDriver driver) {
        driver.hand(given);
        return OTHER_INT;
    }

    /**
     * Leaves an object with the task, as {@link #handI} does.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @return {@link #OTHER_LONG}
     */
    public static long handJ(@Nullable Object given, FrameDriver driver) {
        driver.hand(given);
        return OTHER_LONG;
    }

    /**
     * Leaves an object with the task, as {@link #handI} does.
     *
     * @param given the result as an object, or {@link Frame#SUSPENDED}
     * @param driver the task
     * @return {@link #OTHER_DOUBLE}
     */
    public static double handD(@Nullable Object given, FrameDriver driver) {
        driver.hand(given);
        return OTHER_DOUBLE;
    }

    /**
     * Makes an object of what an entry has returned.
     *
     * @param given the number that the entry has returned
     * @param driver the task
     * @return the result, or {@link Frame#SUSPENDED}
     */
    public static @Nullable Object boxed(int given, FrameDriver driver) {
        return given == OTHER_INT && driver.hasHanded() ? driver.handed() : (Object) given;
    }

    /**
     * Makes an object of what an entry has returned, as {@link #boxed(int, FrameDriver)} does.
     *
     * @param given the number that the entry has returned
     * @param driver the task
     * @return the result, or {@link Frame#SUSPENDED}
     */
    public static @Nullable Object boxed(long given, FrameDriver driver) {
        return given == OTHER_LONG && driver.hasHanded() ? driver.handed() : (Object) given;
    }

    /**
     * Makes an object of what an entry has returned, as {@link #boxed(int, FrameDriver)} does.
     *
     * @param given the number that the entry has returned
     * @param driver the task
     * @return the result, or {@link Frame#SUSPENDED}
     */
    public static @Nullable Object boxed(double given, FrameDriver driver) {
        return given == OTHER_DOUBLE && driver.hasHanded() ? driver.handed() : (Object) given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static @Nullable Object tailed(@Nullable Object given, FrameDriver driver) {
        return TailFrame.KEPT ? TailFrame.keep(given, driver) : given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static int tailed(int given, FrameDriver driver) {
        keep(driver);
        return given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static long tailed(long given, FrameDriver driver) {
        keep(driver);
        return given;
    }

    /**
     * {@return what a method has given that was called in tail position}
     *
     * @param given the same
     * @param driver the task
     */
    public static double tailed(double given, FrameDriver driver) {
        keep(driver);
        return given;
    }

    private static void keep(FrameDriver driver) {
        if (TailFrame.KEPT && driver.hasHandedSuspension()) {
            TailFrame.keep(Frame.SUSPENDED, driver);
        }
    }
}
