package dev.weft.test.internal.choice;

/** Makes the choices of one run. Used by one run at a time. */
public interface Guide {
    /** First in, first out, and everything in time. */
    Guide FIFO = (kind, options, ids) -> 0;

    /**
     * Chooses.
     *
     * @param kind what the choice is about
     * @param options the number of options, at least 2
     * @param ids who would be chosen
     * @return the option, from 0 on
     */
    int choose(Kind kind, int options, Ids ids);

    /** The numbers of those who can be chosen. */
    interface Ids {
        /** For choices that are not between tasks. */
        Ids NONE = option -> 0;

        /** Returns the number of the task that an option lets run; 0 for callbacks, and for other kinds of choices. */
        long of(int option);
    }

    /**
     * Not between tasks either; says how likely a random guide is to choose another option than 0.
     *
     * @param ofChange the probability, more than 0 and less than 1
     */
    record Odds(double ofChange) implements Ids {
        @Override
        public long of(int option) {
            return 0;
        }
    }
}
