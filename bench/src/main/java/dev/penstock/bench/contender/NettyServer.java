package dev.penstock.bench.contender;

import dev.penstock.ListenerOptions;
import dev.penstock.bench.work.Work;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Netty as its own examples set it up: one event loop that accepts and one that serves, everything else by default. */
final class NettyServer implements ContenderServer {
    private final Channel channel;
    private final LongSupplier missed;

    private NettyServer(Channel channel, LongSupplier missed) {
        this.channel = channel;
        this.missed = missed;
    }

    /** Written like Netty's own examples. */
    static ContenderServer ofExamples(NettyTransport transport, Work work) throws IOException {
        ChannelHandler shared = work == Work.CHAT ? new NettyChat() : new NettyEcho();
        return open(transport, new NettyPipeline(work, shared), () -> 0);
    }

    /** The same with what Netty's manual says about peers that do not read. */
    static ContenderServer ofManual(Work work) throws IOException {
        var missed = new LongAdder();
        ChannelHandler shared = work == Work.CHAT ? new NettyWritableChat(missed) : new NettyWritableEcho();
        return open(NettyTransport.NIO, new NettyPipeline(work, shared), missed::sum);
    }

    private static ContenderServer open(NettyTransport transport, ChannelHandler pipeline, LongSupplier missed)
            throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(
                        new MultiThreadIoEventLoopGroup(1, transport.ioHandlers()),
                        new MultiThreadIoEventLoopGroup(1, transport.ioHandlers()))
                .channel(transport.channel())
                .option(ChannelOption.SO_BACKLOG, ListenerOptions.DEFAULT_BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline)
                .bind("127.0.0.1", 0)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) throw new IOException("Netty can't listen: " + bound.cause(), bound.cause());
        return new NettyServer(bound.channel(), missed);
    }

    @Override
    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** What Netty counts, unless the JVM counts it, too. */
    @Override
    public long foreignDirectBytes() {
        return PlatformDependent.useDirectBufferNoCleaner() ? Math.max(0, PlatformDependent.usedDirectMemory()) : 0;
    }

    @Override
    public long missedMessages() {
        return missed.getAsLong();
    }
}
