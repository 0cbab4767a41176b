package dev.penstock.bench.contender;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;

/** The echo with the remedy of Netty's manual: a peer that does not take what is written is not read. */
@Sharable
final class NettyWritableEcho extends NettyEcho {
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
        if (!context.channel().isWritable()) context.channel().config().setAutoRead(false);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Channel channel = context.channel();
        if (channel.isWritable()) channel.config().setAutoRead(true);
    }
}
