package dev.penstock.bench.contender;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.util.Optional;

/** How Netty talks to the kernel. */
enum NettyTransport {
    NIO(NioServerSocketChannel.class) {
        @Override
        IoHandlerFactory ioHandlers() {
            return NioIoHandler.newFactory();
        }

        @Override
        Throwable cause() {
            return null;
        }
    },
    EPOLL(EpollServerSocketChannel.class) {
        @Override
        IoHandlerFactory ioHandlers() {
            return EpollIoHandler.newFactory();
        }

        @Override
        Throwable cause() {
            return Epoll.unavailabilityCause();
        }
    },
    IO_URING(IoUringServerSocketChannel.class) {
        @Override
        IoHandlerFactory ioHandlers() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        Throwable cause() {
            return IoUring.unavailabilityCause();
        }
    };

    private final Class<? extends ServerChannel> channel;

    NettyTransport(Class<? extends ServerChannel> channel) {
        this.channel = channel;
    }

    Class<? extends ServerChannel> channel() {
        return channel;
    }

    abstract IoHandlerFactory ioHandlers();

    /** Why it can't be had here; null if it can. */
    abstract Throwable cause();

    /** Why it can't be had here, in a line; empty if it can. */
    Optional<String> unavailable() {
        Throwable cause = cause();
        if (cause == null) return Optional.empty();
        while (cause.getCause() != null) cause = cause.getCause();
        return Optional.of(String.valueOf(cause.getMessage()));
    }
}
