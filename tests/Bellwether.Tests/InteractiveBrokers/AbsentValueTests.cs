using System.Text;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>The broker's ways to say "no value" are no values.</summary>
public sealed class AbsentValueTests
{
    [Theory]
    [InlineData("189.1", 189.1)]
    [InlineData("-1", null)]
    [InlineData("-1.0", null)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("1.7976931348623157E308", null)]
    [InlineData("1.7976931348623157e+308", null)]
    public void A_stock_without_a_quote_has_no_price(string text, double? expected)
    {
        var tick = Read<TickPrice>($"1·6·6·1·{text}·0·0·");
        Assert.Equal(expected, tick.Quote);
        Assert.True(tick.Price < 1e9, "no sentinel passes as a price");
    }

    [Theory]
    [InlineData("1.05", 1.05)]
    [InlineData("-0.2", -0.2)]
    [InlineData("0", 0.0)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    [InlineData("1.7976931348623157E308", null)]
    public void A_commission_that_is_not_known_yet_is_absent(string text, double? expected) =>
        Assert.Equal(expected, Read<CommissionReport>($"59·1·x.01·{text}·USD·1.7976931348623157E308·1.7976931348623157E308··").KnownCommission);

    [Theory]
    [InlineData("")]
    [InlineData("1.7976931348623157E308")]
    [InlineData("1.7976931348623157e+308")]
    public void Profit_and_loss_that_is_not_known_is_absent(string text)
    {
        var pnl = Read<PnlSingle>($"95·1·100·{text}·{text}·{text}·{text}·");
        Assert.Equal((null, null, null, null), (pnl.DailyPnL, pnl.UnrealizedPnL, pnl.RealizedPnL, pnl.Value));
        Assert.Null(Read<UpdatePortfolio>($"7·8·7·A·STK··0·0··N·USD·A·NMS·-100·{text}·-1·{text}·0·0·DU1234567·").MarketPrice);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2147483647")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("1.7976931348623157E308")]
    public void A_size_that_is_not_set_is_zero_where_a_tick_carries_it_and_absent_where_it_is_optional(string text)
    {
        Assert.Equal(0, Read<TickSize>($"2·6·1·8·{text}·").Size);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        FieldWriter.WriteServer(output, new ContractDetails { MinSize = 123.456m }, 200);
        Assert.Null(Read<ContractDetails>(Encoding.UTF8.GetString(output.WrittenSpan).Replace("123.456", text, StringComparison.Ordinal)).MinSize);
    }

    static T Read<T>(string frame) where T : IServerMessage<T>, new() =>
        FieldReader.FromServer(Encoding.UTF8.GetBytes(frame.Replace('·', '\0')), 200).Read<T>();
}
