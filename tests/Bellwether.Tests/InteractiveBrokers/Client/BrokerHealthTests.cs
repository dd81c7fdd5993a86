using Bellwether.InteractiveBrokers;

namespace Bellwether.Tests.InteractiveBrokers.Client;

public sealed class BrokerHealthTests
{
    [Theory]
    [InlineData(2104, "Market data farm connection is OK:usfarm", FarmKind.MarketData, "usfarm", FarmState.Ok)]
    [InlineData(2103, "Market data farm connection is broken:usfarm.nj", FarmKind.MarketData, "nj", FarmState.Broken)]
    [InlineData(2119, "Market data farm is connecting:eufarm", FarmKind.MarketData, "eufarm", FarmState.Connecting)]
    [InlineData(2108, "Market data farm connection is inactive but should be available upon demand.cafarm", FarmKind.MarketData, "cafarm", FarmState.Idle)]
    [InlineData(2105, "HMDS data farm connection is broken:ushmds", FarmKind.History, "ushmds", FarmState.Broken)]
    [InlineData(2106, "HMDS data farm connection is OK:ushmds", FarmKind.History, "ushmds", FarmState.Ok)]
    [InlineData(2107, "HMDS data farm connection is inactive but should be available upon demand.ushmds", FarmKind.History, "ushmds", FarmState.Idle)]
    [InlineData(2157, "Sec-def data farm connection is broken:secdefil", FarmKind.SecurityDefinition, "secdefil", FarmState.Broken)]
    [InlineData(2158, "Sec-def data farm connection is OK:secdefil", FarmKind.SecurityDefinition, "secdefil", FarmState.Ok)]
    public void A_notice_tells_which_farm_is_how(int code, string text, FarmKind kind, string name, FarmState state)
    {
        var board = new FarmBoard();
        Assert.True(board.Apply(code, text, 5, out var farm, out var changed));
        Assert.Equal(new Farm(kind, name, state, 5), farm);
        Assert.True(changed);
    }

    [Fact]
    public void One_broken_farm_does_not_take_the_others_down()
    {
        var board = new FarmBoard();
        board.Apply(2104, "Market data farm connection is OK:usfarm", 1, out _, out _);
        board.Apply(2104, "Market data farm connection is OK:eufarm", 1, out _, out _);
        board.Apply(2103, "Market data farm connection is broken:eufarm", 2, out _, out _);

        Assert.True(board.IsAnyBroken(FarmKind.MarketData));
        Assert.False(board.IsDown(FarmKind.MarketData));
        board.Apply(2103, "Market data farm connection is broken:usfarm", 3, out _, out _);
        Assert.True(board.IsDown(FarmKind.MarketData));
        Assert.False(board.IsDown(FarmKind.History));
    }

    [Fact]
    public void A_repeated_notice_is_no_news()
    {
        var board = new FarmBoard();
        board.Apply(2104, "Market data farm connection is OK:usfarm", 1, out _, out _);
        Assert.True(board.Apply(2104, "Market data farm connection is OK:usfarm", 9, out var farm, out var changed));
        Assert.False(changed);
        Assert.Equal(1, farm.Since);
        Assert.False(board.Apply(399, "Order Message", 9, out _, out _));
    }

    [Fact]
    public void Losing_the_broker_is_news_once_and_its_return_tells_what_became_of_the_data()
    {
        var state = new ConnectivityState();
        Assert.Equal(ConnectivityChange.Lost, state.Apply(1100, "Connectivity between IB and TWS has been lost.", 7));
        Assert.Equal(ConnectivityChange.None, state.Apply(1100, "Connectivity between IB and TWS has been lost.", 8));
        Assert.Equal(ConnectivityChange.None, state.Apply(2110, "Connectivity between TWS and server is broken.", 9));
        Assert.Equal(7, state.LostSince);
        Assert.Equal(ConnectivityChange.RestoredDataLost, state.Apply(1101, "restored - data lost", 10));
        Assert.False(state.IsLost);
        Assert.Equal(ConnectivityChange.RestoredDataKept, state.Apply(1102, "restored - data maintained", 11));
    }

    [Fact]
    public void A_farm_that_is_well_does_not_mean_that_the_broker_is_back()
    {
        var state = new ConnectivityState();
        state.Apply(1100, "", 1);
        Assert.Equal(ConnectivityChange.None, state.Apply(2104, "Market data farm connection is OK:usfarm", 2));
        Assert.True(state.IsLost);
    }

    [Fact]
    public void The_new_port_is_read_from_the_text()
    {
        var state = new ConnectivityState();
        Assert.Equal(ConnectivityChange.PortReset,
            state.Apply(1300, "TWS socket port has been reset and this connection is being dropped. Please reconnect on the new port - 7498", 1));
        Assert.Equal(7498, state.NewPort);
        state.Apply(1300, "no port here", 2);
        Assert.Null(state.NewPort);
    }

    [Fact]
    public void Tries_to_reconnect_come_after_1_2_3_5_8_13_21_and_then_every_30_seconds()
    {
        var policy = new ReconnectPolicy();
        Assert.Equal([1, 2, 3, 5, 8, 13, 21, 30, 30], Enumerable.Range(0, 9).Select(_ => policy.AfterLoss().TotalSeconds));
        policy.Succeeded();
        Assert.Equal(1, policy.AfterLoss().TotalSeconds);
    }

    [Fact]
    public void A_client_id_in_use_is_tried_three_times_over_thirty_seconds()
    {
        var policy = new ReconnectPolicy();
        // The first refusal answers the first try.
        Assert.Equal(15, policy.AfterIdInUse()?.TotalSeconds);
        Assert.Equal(15, policy.AfterIdInUse()?.TotalSeconds);
        Assert.Null(policy.AfterIdInUse());
    }
}
