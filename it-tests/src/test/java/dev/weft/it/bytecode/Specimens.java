package dev.weft.it.bytecode;

import java.util.Arrays;

/** Small methods without side effects, for what libraries have little of. */
final class Specimens {
    private static final Object LOCK = new Object();

    private record Span(long from, double to) {}

    private Specimens() {}

    public static long wideShuffles(long a, int b, double c) {
        long[] all = {a, b, (long) c};
        long before = all[1]++ + (all[0] += b * a) - --all[2];
        double[] halves = {c, c / 3};
        halves[0] += halves[1] *= b;
        return before ^ Double.doubleToLongBits(halves[0] - halves[1]) ^ Arrays.hashCode(all);
    }

    public static String halfBuilt(int a, char b, String text) {
        var built = new StringBuilder(new String(new char[] {b, text.charAt(Math.floorMod(a, text.length()))}))
                .append(new Span(a, a > 2 ? new Span(a + 1, 2).from() : text.length()))
                .append(a > 0 ? new Span(1, b) : new StringBuilder(text).reverse());
        return built + "/" + new Span(built.length(), -a);
    }

    public static int endings(int a, int b, int[] values) {
        int sum = 0;
        for (int i = 0; i < values.length + 1; i++) {
            try {
                if (values[i] == a) {
                    continue;
                }
                sum += values[i] / b;
            } catch (ArithmeticException e) {
                sum += e.getMessage().length();
                try {
                    sum += values[i + 1];
                } catch (ArrayIndexOutOfBoundsException inner) {
                    return sum;
                } finally {
                    sum *= 3;
                }
            } finally {
                sum++;
                if (sum > 1_000_000) {
                    break;
                }
            }
        }
        return sum;
    }

    public static String guarded(int a, boolean twice, String text) {
        String kept = null;
        synchronized (LOCK) {
            if (twice) {
                synchronized (text) {
                    kept = text.substring(Math.max(0, a));
                }
            }
        }
        Object either = twice ? kept : (Object) a;
        return either instanceof String s ? s + kept : kept + either;
    }

    public static int narrow(int a, byte b, short c, char d, boolean e) {
        byte x = (byte) (a + b);
        short y = e ? x : c;
        char z = (char) (y + d);
        boolean both = e & x > y;
        x += z;
        return (both ? x : y) << (z & 7) ^ (e ? 1 : d);
    }

    public static int selected(String text, int a) {
        return switch (text) {
            case "" -> a;
            case "a", "b" -> {
                int n = 0;
                outer:
                for (int i = 0; i < 5; i++) {
                    for (int j = 0; ; j++) {
                        if (i * j > a) {
                            continue outer;
                        }
                        if (j > 3) {
                            break outer;
                        }
                        n += i - j;
                    }
                }
                yield n;
            }
            default -> text.hashCode() % (a | 1);
        };
    }

    public static float mixed(float a, double b, long c, int d) {
        float sum = a;
        for (int i = 0; i < (d & 7); i++) {
            sum = (float) (sum * b + (c -= i) / (d - 2));
        }
        return sum != sum ? d : sum;
    }
}
