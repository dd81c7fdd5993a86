using System.Numerics;
using Bellwether.Core;
using Bellwether.Positions;
using CsCheck;

namespace Bellwether.Tests.Positions;

/// <summary>Whatever happens to an account, its figures add up to the last unit.</summary>
public sealed class PositionBookPropertyTests
{
    const int Symbols = 4;

    enum What { Execute, Correct, Adjust, Commission, Mark, RestateCash }

    readonly record struct Step(What What, int Symbol, long Units, long Price, long Other);

    static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency((8, Gen.Const(What.Execute)), (2, Gen.Const(What.Correct)), (1, Gen.Const(What.Adjust)), (2, Gen.Const(What.Commission)), (3, Gen.Const(What.Mark)), (1, Gen.Const(What.RestateCash))),
        Gen.Int[0, Symbols - 1],
        Gen.OneOf(Gen.Long[-2_000_000, 2_000_000], Gen.Long[-3, 3].Select(shares => shares * Quantity.Scale)),
        Gen.Long[1, 500_000_000],
        Gen.Long[-5_000_000, 5_000_000],
        (what, symbol, units, price, other) => new Step(what, symbol, units, price, other));

    [Fact]
    public void Equity_is_the_start_plus_profit_minus_commission_and_cash_is_what_was_paid() =>
        Steps.Array[1, 60].Sample(steps =>
        {
            var book = new PositionBook(Symbols, Money.FromDecimal(1_000_000));
            var last = new (Quantity Signed, Price Price)?[Symbols];
            var quantity = new long[Symbols];
            long time = 0;
            foreach (var step in steps)
            {
                var signed = Quantity.FromUnits(step.Units);
                var price = Price.FromMicros(step.Price);
                switch (step.What)
                {
                    case What.Execute:
                        book.Apply(step.Symbol, signed, price, ++time);
                        quantity[step.Symbol] += step.Units;
                        last[step.Symbol] = (signed, price);
                        break;
                    case What.Correct when last[step.Symbol] is { } old:
                        book.Correct(step.Symbol, old.Signed, old.Price, signed, price, ++time);
                        quantity[step.Symbol] += step.Units - old.Signed.Units;
                        last[step.Symbol] = (signed, price);
                        break;
                    case What.Adjust:
                        book.Adjust(step.Symbol, signed, price, ++time);
                        quantity[step.Symbol] += step.Units;
                        break;
                    case What.Commission: book.ApplyCommission(step.Symbol, Money.FromMicros(step.Other)); break;
                    case What.Mark: book.Mark(step.Symbol, price); break;
                    case What.RestateCash: book.RestateCash(Money.FromMicros(step.Other * 1_000)); break;
                }
                Check(book, quantity);
            }
        }, iter: 3_000);

    static void Check(PositionBook book, long[] quantity)
    {
        BigInteger realised = 0, unrealised = 0, commission = 0, net = 0, gross = 0;
        var held = book.Held.ToArray();
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            var position = book[symbol];
            Assert.Equal(quantity[symbol], position.Quantity.Units);
            Assert.Equal(position.Quantity.Units != 0 ? 1 : 0, held.Count(s => s == symbol));
            Assert.Equal(position.Quantity.Units != 0, position.OpenedAt != 0);
            if (position.IsFlat) Assert.Equal(Money.Zero, position.Cost);
            realised += position.Realised.Micros;
            unrealised += position.Unrealised.Micros;
            commission += position.Commission.Micros;
            net += position.Value.Micros;
            gross += BigInteger.Abs(position.Value.Micros);
        }
        var value = book.Value();
        Assert.Equal(realised, book.Realised.Micros);
        Assert.Equal(commission, book.Commission.Micros);
        Assert.Equal(book.Cash.Micros + net, value.Equity.Micros);
        Assert.Equal(gross, value.Gross.Micros);
        Assert.Equal(unrealised, value.Unrealised.Micros);
        Assert.Equal(book.StartEquity.Micros + realised + unrealised - commission, value.Equity.Micros);
    }
}
