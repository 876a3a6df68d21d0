package dev.weft.internal.loop;

import dev.weft.Interleavings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The inbox, under all interleavings of a few operations (Lincheck, model checking), and under many real ones. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@Tag("slow")
class InboxStressTest {
    /** The inbox: any thread pushes, one takes and closes. */
    public static class InboxOperations {
        private static final class Node extends Message {
            private final int number;

            Node(int number) {
                this.number = number;
            }

            @Override
            protected void arrive(LoopEngine loop) {}
        }

        private final Inbox inbox = new Inbox();

        @Operation
        public String push(@Param(gen = IntGen.class, conf = "1:3") int number) {
            return inbox.push(new Node(number)).name();
        }

        @Operation(nonParallelGroup = "loop")
        public List<Integer> takeAll() {
            return numbers(inbox.takeAll());
        }

        @Operation(nonParallelGroup = "loop", runOnce = true)
        public List<Integer> close() {
            return numbers(inbox.close());
        }

        private static List<Integer> numbers(Message first) {
            List<Integer> numbers = new ArrayList<>();
            for (Message node = first; node != null; node = node.next) {
                numbers.add(((Node) node).number);
            }
            return numbers;
        }
    }

    /** What the inbox is to be. */
    public static class InboxModel {
        private List<Integer> content = new ArrayList<>();
        private boolean closed;

        public String push(int number) {
            if (closed) {
                return "REFUSED";
            }
            content.add(number);
            return content.size() == 1 ? "FIRST" : "LATER";
        }

        public List<Integer> takeAll() {
            List<Integer> all = content;
            content = new ArrayList<>();
            return all;
        }

        public List<Integer> close() {
            closed = true;
            return takeAll();
        }
    }

    @Test
    void inbox() {
        Interleavings.check(InboxOperations.class, InboxModel.class);
    }
}
