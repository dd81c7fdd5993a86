using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;

namespace Bellwether.Tests.Simulator;

/// <summary>Account values, margin and subscriptions by account. Shares cost 100.01 and are marked by the last price; 100 shares cost a dollar of commission.</summary>
public sealed class AccountValueTests
{
    static readonly GatewayOptions TwoAccounts = new() { LockstepClients = 0, Speed = 1, Accounts = ["DU1234567", "DU7654321"] };

    static Dictionary<string, string> Summary(WireDesk desk, WireClient client, string tags, string group = "All")
    {
        client.Take();
        client.Send(new ReqAccountSummary { ReqId = 77, Group = group, Tags = tags });
        desk.Second();
        var values = client.Take().OfType<AccountSummary>().Where(s => s.ReqId == 77).ToDictionary(s => s.Tag, s => s.Value);
        client.Send(new CancelAccountSummary { ReqId = 77 });
        return values;
    }

    [Fact]
    public void Margin_is_a_quarter_to_open_and_to_keep_and_half_by_Regulation_T()
    {
        var desk = new WireDesk();
        var client = desk.Client().Market(1, "BUY", 1_000).Market(2, "SELL", 200, "MSFT");
        desk.Market.Quote(2, 99.99, 100.01, last: 100).Quote(2, 49.99, 50.01, last: 50, symbol: 1);
        desk.To(2);
        var values = Summary(desk, client, "All");
        // Long 1,000 at 100, short 200 at 50: 110,000. 30 % of the short would be 3,000; kept within what opening takes, 27,500 in all.
        Assert.Equal("110000.00", values["GrossPositionValue"]);
        Assert.Equal("27500.00", values["InitMarginReq"]);
        Assert.Equal("27500.00", values["MaintMarginReq"]);
        Assert.Equal("55000.00", values["ReqTMargin"]);
        var equity = decimal.Parse(values["NetLiquidation"], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(equity - 27_500, decimal.Parse(values["AvailableFunds"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((equity - 27_500) * 4, decimal.Parse(values["BuyingPower"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void To_keep_a_position_takes_less_than_to_open_it_where_the_multiple_is_two()
    {
        var desk = new WireDesk(new GatewayOptions { LockstepClients = 0, Speed = 1, BuyingPowerMultiple = 2 });
        var client = desk.Client().Market(1, "BUY", 1_000).Market(2, "SELL", 200, "MSFT");
        desk.Market.Quote(2, 99.99, 100.01, last: 100).Quote(2, 49.99, 50.01, last: 50, symbol: 1);
        desk.To(2);
        var values = Summary(desk, client, "InitMarginReq,MaintMarginReq");
        Assert.Equal("55000.00", values["InitMarginReq"]);
        Assert.Equal("28000.00", values["MaintMarginReq"]); // 25 % of 100,000 and 30 % of 10,000.
    }

    [Fact]
    public void Every_tag_of_the_reference_is_known()
    {
        var desk = new WireDesk();
        string[] tags =
        [
            "AccountType", "NetLiquidation", "TotalCashValue", "SettledCash", "AccruedCash", "BuyingPower", "EquityWithLoanValue", "PreviousDayEquityWithLoanValue", "GrossPositionValue",
            "ReqTEquity", "ReqTMargin", "SMA", "InitMarginReq", "MaintMarginReq", "AvailableFunds", "ExcessLiquidity", "Cushion", "FullInitMarginReq", "FullMaintMarginReq",
            "FullAvailableFunds", "FullExcessLiquidity", "LookAheadNextChange", "LookAheadInitMarginReq", "LookAheadMaintMarginReq", "LookAheadAvailableFunds",
            "LookAheadExcessLiquidity", "HighestSeverity", "DayTradesRemaining", "Leverage",
        ];
        Assert.Equal(tags.Order(), Summary(desk, desk.Client(), string.Join(',', tags)).Keys.Order());
    }

    [Theory]
    [InlineData("$LEDGER", "BASE")]
    [InlineData("$LEDGER:USD", "USD")]
    [InlineData("$LEDGER:ALL", "USD BASE")]
    public void The_ledger_tells_the_cash_of_a_currency(string tag, string currencies)
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqAccountSummary { ReqId = 5, Group = "All", Tags = tag });
        desk.Second();
        var cash = client.Take().OfType<AccountSummary>().Where(s => s.Tag == "CashBalance").ToList();
        Assert.Equal(currencies, string.Join(' ', cash.Select(c => c.Currency)));
        Assert.All(cash, c => Assert.Equal("1000000.00", c.Value));
    }

    [Fact]
    public void A_summary_goes_on_with_what_has_changed_only()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqAccountSummary { ReqId = 5, Group = "All", Tags = "TotalCashValue,AccountType,GrossPositionValue" });
        desk.Second();
        client.Take();
        desk.To(181);
        Assert.Equal("", client.All());
        client.Market(1, "BUY", 100);
        desk.To(359);
        client.Take();
        desk.To(361);
        Assert.Equal(["TotalCashValue", "GrossPositionValue"], client.Take().OfType<AccountSummary>().Select(s => s.Tag));
    }

    [Fact]
    public void A_group_is_one_account_or_all_of_them()
    {
        var desk = new WireDesk(TwoAccounts);
        var client = desk.Client();
        foreach (var (id, group) in new[] { (1, "DU7654321"), (2, "DU0000000") }) client.Send(new ReqAccountSummary { ReqId = id, Group = group, Tags = "TotalCashValue" });
        desk.Second();
        Assert.Equal("summary DU7654321 TotalCashValue 1000000.00; summary end 1; error 2 321", client.All());
    }

    [Fact]
    public void In_a_login_of_several_accounts_an_order_must_name_its_own()
    {
        var desk = new WireDesk(TwoAccounts);
        var client = desk.Client().Market(1, "BUY", 100);
        desk.Second();
        Assert.Equal("error 1 435", client.All());
        client.Place(1, new Order { Action = "BUY", TotalQuantity = 100, OrderType = "MKT", Account = "DU7654321" });
        desk.Second();
        Assert.Contains("exec 1 BOT 100", client.All(), StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_by_account_follow_that_account()
    {
        var desk = new WireDesk(TwoAccounts);
        var client = desk.Client().Send(new ReqPositionsMulti { ReqId = 4, Account = "DU7654321" }).Send(new ReqPositionsMulti { ReqId = 4, Account = "DU7654321" });
        desk.Second();
        Assert.Equal("position multi end 4; error 4 322", client.All());
        client.Place(1, new Order { Action = "BUY", TotalQuantity = 100, OrderType = "MKT", Account = "DU7654321" });
        client.Place(2, new Order { Action = "BUY", TotalQuantity = 70, OrderType = "MKT", Account = "DU1234567" });
        desk.Second();
        var position = client.Take().OfType<PositionMulti>().Single();
        Assert.Equal(("DU7654321", 100m), (position.Account, position.Position));
        client.Send(new CancelPositionsMulti { ReqId = 4 });
        client.Place(3, new Order { Action = "BUY", TotalQuantity = 100, OrderType = "MKT", Account = "DU7654321" });
        desk.Second();
        Assert.Empty(client.Take().OfType<PositionMulti>());
    }

    [Fact]
    public void The_ledger_of_an_account_comes_with_its_net_liquidation_value_alone_when_asked_so()
    {
        var desk = new WireDesk();
        var client = desk.Client().Send(new ReqAccountUpdatesMulti { ReqId = 4, Account = "DU1234567", LedgerAndNLV = true });
        desk.Second();
        var keys = client.Take().OfType<AccountUpdateMulti>().Select(u => u.Key).ToList();
        Assert.Contains("NetLiquidation", keys);
        Assert.Contains("CashBalance", keys);
        Assert.DoesNotContain("BuyingPower", keys);
    }

    [Fact]
    public void Following_another_account_ends_the_updates_of_the_first()
    {
        var desk = new WireDesk(TwoAccounts);
        var client = desk.Client().Send(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU1234567" });
        desk.Second();
        client.Take();
        client.Send(new ReqAccountUpdates { Subscribe = true, AcctCode = "DU7654321" });
        desk.Second();
        var told = client.Take();
        Assert.Equal(2100, told.OfType<ErrMsg>().Single().ErrorCode);
        Assert.Equal("DU7654321", told.OfType<AccountDownloadEnd>().Single().AccountName);
        Assert.All(told.OfType<UpdateAccountValue>(), v => Assert.Equal("DU7654321", v.AccountName));
    }

    [Fact]
    public void A_what_if_tells_margin_and_commission_and_leaves_no_order()
    {
        var desk = new WireDesk();
        desk.Market.Quote(1, 99.99, 100.01, last: 100);
        desk.To(1);
        var client = desk.Client().Place(1, new Order { Action = "BUY", TotalQuantity = 1_000, OrderType = "MKT", WhatIf = true });
        desk.Second();
        var state = client.Take().OfType<OpenOrder>().Single().State;
        // 100,000 dollars of stock; half a cent a share.
        Assert.Equal((0d, 25_000d, 25_000d), (state.InitMarginBefore, state.InitMarginChange, state.InitMarginAfter));
        Assert.Equal((0d, 25_000d, 25_000d), (state.MaintMarginBefore, state.MaintMarginChange, state.MaintMarginAfter));
        Assert.Equal((1_000_000d, -5d, 999_995d), (state.EquityWithLoanBefore, state.EquityWithLoanChange, state.EquityWithLoanAfter));
        Assert.Equal(5d, state.Commission);
        client.Send(new ReqOpenOrders());
        desk.Second();
        Assert.Equal("open end", client.All());
    }

    [Fact]
    public void Families_tiers_and_the_user_are_answered()
    {
        var desk = new WireDesk(TwoAccounts);
        var client = desk.Client().Send(new ReqFamilyCodes()).Send(new ReqSoftDollarTiers { ReqId = 3 }).Send(new ReqUserInfo { ReqId = 4 });
        desk.Second();
        var told = client.Take();
        Assert.Equal(["DU1234567", "DU7654321"], told.OfType<FamilyCodes>().Single().Codes.Select(c => c.AccountID));
        Assert.Empty(told.OfType<SoftDollarTiers>().Single().Tiers);
        Assert.Equal(4, told.OfType<UserInfo>().Single().ReqId);
    }
}
