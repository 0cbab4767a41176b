package dev.penstock.bench.contender;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

/** Netty's SecureChatServerHandler, without the encryption: each line is written and flushed to everybody else. */
@Sharable
class NettyChat extends SimpleChannelInboundHandler<ByteBuf> {
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channels.add(context.channel()); // who is closed leaves by itself
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
        for (Channel channel : channels) if (channel != context.channel()) send(channel, line);
    }

    /** What is not taken, waits without bound. */
    void send(Channel channel, ByteBuf line) {
        channel.writeAndFlush(line.retainedDuplicate());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
