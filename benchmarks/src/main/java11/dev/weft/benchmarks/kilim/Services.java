package dev.weft.benchmarks.kilim;

import dev.weft.benchmarks.CallbackLoop;
import dev.weft.benchmarks.Values;
import kilim.Pausable;
import kilim.Task;

/** Ten services, each of a class of its own, that call one another. None suspends. */
public final class Services {
    private final Service1 first = new Service1();

    public int run(CallbackLoop loop, int times) {
        return OnLoop.run(loop, new Main(times));
    }

    private final class Main extends Task<Integer> {
        private final int times;

        Main(int times) {
            this.times = times;
        }

        @Override
        public void execute() throws Pausable {
            int x = 0;
            for (int i = 0; i < times; i++) {
                x = first.call(x + i);
            }
            exit(x);
        }
    }
}

class Service1 {
    private final Service2 next = new Service2();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service2 {
    private final Service3 next = new Service3();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service3 {
    private final Service4 next = new Service4();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service4 {
    private final Service5 next = new Service5();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service5 {
    private final Service6 next = new Service6();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service6 {
    private final Service7 next = new Service7();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service7 {
    private final Service8 next = new Service8();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service8 {
    private final Service9 next = new Service9();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service9 {
    private final Service10 next = new Service10();

    int call(int x) throws Pausable {
        return next.call(x) + 1;
    }
}

class Service10 {
    int call(int x) throws Pausable {
        return Values.of(x);
    }
}
