package dev.penstock.apps.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * TERM, INT and HUP: the first stops in order, a second one at once.
 *
 * <p>Signals are handled, not hooked: a shutdown hook cannot choose the exit status, and while it runs further signals are
 * ignored. {@code sun.misc.Signal} is reached by reflection because the compiler warns of its name. Where the JVM was told to
 * leave signals alone ({@code -Xrs}) there is only the hook, for an exit from within; a signal then ends the process at once.
 */
public final class StopSignals {
    private final Runnable stop;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private StopSignals(Runnable stop) {
        this.stop = stop;
    }

    /**
     * Installs the handlers.
     *
     * @param stop called once, at the first signal, on a thread of the JVM's
     * @param awaitStopped waits for the end of what {@code stop} began; for the hook only
     */
    public static void handle(Runnable stop, Runnable awaitStopped) {
        var signals = new StopSignals(stop);
        try {
            signals.install("TERM");
            signals.install("INT");
            signals.install("HUP");
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (signals.stopping.compareAndSet(false, true)) stop.run();
                awaitStopped.run();
            }));
        }
    }

    /** Leaves Ctrl-C to the process that started this one, which is told of it too. */
    public static void ignoreInterrupts() {
        try {
            install(
                    "INT",
                    Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // With -Xrs: then it ends this process too.
        }
    }

    private void install(String name) throws ReflectiveOperationException {
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Method number = Class.forName("sun.misc.Signal").getMethod("getNumber");
        install(
                name,
                Proxy.newProxyInstance(
                        StopSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                            if (!method.getName().equals("handle")) return method.invoke(this, args);
                            received((int) number.invoke(args[0]));
                            return null;
                        }));
    }

    private static void install(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        try {
            signalType
                    .getMethod("handle", signalType, Class.forName("sun.misc.SignalHandler"))
                    .invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        }
    }

    private void received(int signal) {
        if (stopping.compareAndSet(false, true)) stop.run();
        else Runtime.getRuntime().halt(ExitStatus.SIGNAL + signal);
    }
}
