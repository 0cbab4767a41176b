package dev.penstock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** The listeners of a reactor. Owned by its thread, but for the binding, which is the caller's. */
final class ListenStage {
    private final Reactor reactor;
    private final List<Listener> listeners = new ArrayList<>();

    ListenStage(Reactor reactor) {
        this.reactor = reactor;
    }

    /** Binds, on the caller's thread, and has the loop accept. */
    Listener listen(ListenerOptions options, Function<? super Connection, ? extends ConnectionHandler> handlers)
            throws ListenException {
        Listener listener = Listener.bind(reactor, options, handlers);
        try {
            if (reactor.inLoop()) register(listener);
            else reactor.execute(() -> register(listener));
            return listener;
        } catch (RejectedExecutionException e) {
            listener.unbind();
            throw e;
        }
    }

    private void register(Listener listener) {
        try {
            listeners.add(listener);
            listener.register();
            if (reactor.shutdown.hasBegun()) listener.closeInLoop();
        } catch (Throwable failure) {
            // Whatever it was, an address that is bound and never accepts would be worse than none.
            reactor.guard.report(null, failure);
            listener.closeInLoop();
        }
    }

    /** Somebody's descriptor has become free. */
    void retryAccepting() {
        for (int i = 0; i < listeners.size(); i++) listeners.get(i).retryAccepting();
    }

    void closeAll() {
        while (!listeners.isEmpty()) listeners.get(listeners.size() - 1).closeInLoop();
    }

    void forget(Listener listener) {
        listeners.remove(listener);
    }
}
