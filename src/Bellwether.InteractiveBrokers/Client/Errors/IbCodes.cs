using static Bellwether.InteractiveBrokers.IbCodeClass;
using static Bellwether.InteractiveBrokers.IbCodeEffects;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// The broker's codes as data: what each one is, what it does to a request, a subscription or the session, and what to do about it.
/// </summary>
/// <remarks>
/// What a code does to an <em>order</em> of the trading engine is decided by <c>Bellwether.Orders.BrokerCodes</c> together with the state of that order,
/// for a code is a hint and no proof. <see cref="IsRefusal"/> names the same refusals for users of the client alone; a test holds both together.
/// </remarks>
public static class IbCodes
{
    static readonly IbCode UnknownWarning = new(2100, 2199, Warning, None, "a warning that is not in the table", "read its text");

    static readonly IbCode[] Table =
    [
        Row(100, Data, EndsRequest | SlowDown, "too many messages a second", "send more slowly: the gateway closes connections that go on"),
        Row(101, Data, EndsRequest | LineLimit, "all market data lines are in use", "cancel a subscription, or buy more lines"),
        Row(102, Data, EndsRequest, "the request id is in use", "use a new id"),
        Row(103, Order, OrderIdInUse, "the order id is in use", "find out whether that order exists before anything is sent again"),
        Row(104, Order, None, "a filled order cannot be changed", "ask for executions"),
        Row(105, Order, None, "the change does not match the original order, which lives on", "change only price, quantity and time in force"),
        Row(106, 107, Order, None, "the order is incomplete or cannot be transmitted", "correct its fields"),
        Row(109, Order, RefusesOrder, "the price is outside the percentage limits", "correct the price, or the limits in the gateway's precautions"),
        Row(110, Order, RefusesOrder, "the price is not on the price step", "round to the market rule of the contract"),
        Row(111, Order, None, "time in force and order type do not go together", "correct one of them"),
        Row(113, Order, None, "time in force and order type do not go together", "correct one of them"),
        Row(116, Order, None, "the exchange does not answer", "route elsewhere"),
        Row(122, Order, None, "the order to cancel was not found", "ask for open orders"),
        Row(133, 134, Order, None, "the order or its change could not be submitted", "ask for open orders"),
        Row(135, 136, Order, None, "the order to cancel was not found or cannot be cancelled", "ask for open orders"),
        Row(161, Order, None, "the order was not in a state that can be cancelled", "ask for open orders: it is usually finished"),
        Row(162, Data, EndsRequest | ReadText, "the history service answered with a message", "no data: nothing to do; pacing: ask more slowly"),
        Row(163, Order, None, "the price is outside the percentage limits", "correct the price, or the limits in the gateway's precautions"),
        Row(164, Warning, None, "no market data to check the price against", "check the price yourself"),
        Row(165, Warning, None, "the history service has a message", ""),
        Row(200, Request, EndsRequest | RefusesOrder, "no such contract, or more than one", "name the contract fully: symbol, security type, exchange, currency, primary exchange"),
        Row(201, Order, RefusesOrder, "the order was rejected", "the text gives the reason"),
        Row(202, Info, None, "the order was cancelled", ""),
        Row(203, Order, RefusesOrder, "the security is not available or not allowed for this account", "check the account's trading permissions"),
        Row(300, Data, EndsRequest, "no subscription of that id", "nothing to do when it was cancelled"),
        Row(309, Data, EndsRequest, "too many order books", "cancel one"),
        Row(310, Data, EndsRequest, "no order book of that id", "nothing to do when it was cancelled"),
        Row(316, Data, EndsRequest | Resubscribe, "the order book was halted", "subscribe again"),
        Row(317, Info, None, "the order book was reset", "empty the book"),
        Row(320, Request, EndsRequest, "the gateway could not read the request", "report it: client and gateway disagree about the protocol"),
        Row(321, Request, EndsRequest | RefusesOrder, "the gateway refused the request's content", "the text names the field"),
        Row(322, 323, Request, EndsRequest, "the gateway could not process the request", "the text gives the reason; do not repeat it unchanged"),
        Row(326, Fatal, ClientIdInUse, "another program uses this client id", "stop that program, or choose another client id"),
        Row(327, Request, EndsRequest, "only client id 0 may bind manual orders", "connect with client id 0"),
        Row(328, Order, None, "a trailing stop attaches to limit and stop-limit orders only", "correct the parent's type"),
        Row(329, Order, None, "the order cannot be changed to that type; the original lives on", "cancel it and place a new one"),
        Row(354, Data, EndsRequest | NoPermission, "live market data are not subscribed", "subscribe to the data at the broker, or ask for delayed data"),
        Row(366, Data, EndsRequest, "no history request of that id", "nothing to do when it was cancelled"),
        Row(382, Order, None, "the price exceeds a precautionary limit", "correct the price, or the precautions of the gateway"),
        Row(383, Order, RefusesOrder, "the size exceeds a precautionary limit", "correct the size, or the precautions of the gateway"),
        Row(388, Order, RefusesOrder, "the size is below the minimum", "correct the size"),
        Row(399, Warning, None, "a message about the order, which lives", "read its text"),
        Row(404, Warning, None, "the order is held while shares to borrow are located", ""),
        Row(420, Data, EndsRequest, "the real-time bars were refused: no permission, or asked too often", "check the permission, ask more slowly"),
        Row(430, Data, EndsRequest, "no fundamental data for this security", ""),
        Row(434, Order, RefusesOrder, "the size is zero", "correct the size"),
        Row(435, Order, None, "an account must be named", "name the account on the order"),
        Row(451, Order, RefusesOrder, "the order was refused", "the text gives the reason"),
        Row(460, Order, RefusesOrder, "no trading permission", "ask the broker for the permission"),
        Row(461, Order, None, "the order was refused", "the text gives the reason"),
        Row(462, Order, None, "the order cannot be changed to that time in force; the original lives on", "cancel it and place a new one"),
        Row(481, Order, None, "the size is not a multiple of the size step", "round the size"),
        Row(492, Warning, None, "the scanner needs more market data permissions", ""),
        Row(501, 593, Request, EndsRequest, "a code of client libraries that a gateway does not send", "check what is connected"),
        Row(1100, Connectivity, Connection, "the gateway has lost the broker", "wait; working orders stay at the broker"),
        Row(1101, Connectivity, Connection, "the broker is back, market data subscriptions are lost", "subscribe again; ask for orders, executions and positions"),
        Row(1102, Connectivity, Connection, "the broker is back, market data subscriptions are kept", "check that data flow; ask for orders, executions and positions"),
        Row(1300, Connectivity, Connection, "the gateway moves to another port", "connect there if the configuration lists it"),
        Row(2100, Info, None, "a newer account subscription took over", ""),
        Row(2101, Warning, None, "the account cannot be subscribed to", "try again later"),
        Row(2102, Order, None, "the order cannot be changed now; the original lives on", "try again when it was acknowledged"),
        Row(2103, Connectivity, FarmReport, "a market data farm is broken", "its symbols are stale until it is back; orders are not affected"),
        Row(2104, Info, FarmReport, "a market data farm is well", ""),
        Row(2105, Connectivity, FarmReport, "a history farm is broken", "history waits until it is back; orders are not affected"),
        Row(2106, Info, FarmReport, "a history farm is well", ""),
        Row(2107, Info, FarmReport, "a history farm is idle and wakes on demand", ""),
        Row(2108, Info, FarmReport, "a market data farm is idle and wakes on demand", ""),
        Row(2109, Warning, None, "the order's outside-hours flag is ignored", ""),
        Row(2110, Connectivity, Connection, "the gateway has lost the broker's server", "wait for 1101 or 1102"),
        Row(2119, Info, FarmReport, "a market data farm is connecting", ""),
        Row(2129, Warning, None, "the product has a message", "read its text"),
        Row(2137, Warning, None, "the order crosses an own order or position", "read its text"),
        Row(2148, Warning, None, "the time has no zone", "name the zone"),
        Row(2152, Warning, None, "only some exchanges give their order books", ""),
        Row(2157, Connectivity, FarmReport, "a security definition farm is broken", "contracts cannot be looked up until it is back"),
        Row(2158, Info, FarmReport, "a security definition farm is well", ""),
        Row(2161, Warning, None, "the price or size was limited", "read its text"),
        Row(2168, 2169, Warning, None, "a message about the order, which lives", "read its text"),
        Row(2174, Warning, None, "a time was sent without its zone", "name the zone"),
        Row(10000, 10027, Order, None, "a combination, algorithm or routing field of the order is wrong", "the text names the field"),
        Row(10052, Order, None, "a time condition is wrong", "correct its format"),
        Row(10089, Data, NoPermission | Delayed, "live data need one more subscription; delayed data may follow", "subscribe to the data at the broker, or ask for delayed data"),
        Row(10090, 10091, Warning, NoPermission, "part of the data is not subscribed", "subscribe to the rest at the broker, if it is needed"),
        Row(10092, Data, EndsRequest, "no order book for this kind of contract and exchange", ""),
        Row(10147, Order, None, "the order to cancel is not known", "ask for open orders and executions"),
        Row(10148, Order, None, "the order can no longer be cancelled", "ask for open orders and executions"),
        Row(10149, Order, None, "the order id is not valid", "use an id that the gateway can accept"),
        Row(10167, Warning, Delayed, "live data are not subscribed, delayed data follow", "do not price orders with them"),
        Row(10168, Data, EndsRequest | NoPermission, "live data are not subscribed and delayed data are not enabled", "ask for delayed data, or subscribe at the broker"),
        Row(10182, Data, EndsRequest | Resubscribe, "the bars are no longer kept up to date", "ask again"),
        Row(10186, 10189, Data, EndsRequest, "the tick request failed", "the text gives the reason"),
        Row(10190, Data, EndsRequest | LineLimit, "all tick-by-tick subscriptions are in use", "cancel one"),
        Row(10197, Data, CompetingSession, "another session of this user has the market data", "end that session; never fight over it"),
        Row(10225, Warning, Resubscribe, "trades were busted: the real-time bars stopped", "subscribe again"),
        Row(10268, 10270, Order, None, "an order field is no longer supported", "leave it out"),
        Row(10276, Data, EndsRequest, "the news are not allowed", "subscribe to them at the broker"),
        Row(10285, Request, EndsRequest, "the negotiated version has no fractional sizes", "negotiate server version 163 or newer"),
        Row(10289, Order, RefusesOrder, "the order was refused", "the text gives the reason"),
        Row(10293, Order, RefusesOrder, "the order was refused", "the text gives the reason"),
        Row(10311, Warning, None, "a directly routed order may cost more", ""),
        Row(10314, Request, EndsRequest, "a date, time or zone has a wrong form", "use yyyyMMdd HH:mm:ss and a zone"),
        Row(10349, Info, None, "a preset made the order's time in force DAY", ""),
    ];

    static readonly Dictionary<int, IbCode> ByCode = Expand();

    /// <summary>Every code of the table, ascending; runs of codes as one.</summary>
    public static IReadOnlyList<IbCode> All => Table;

    /// <summary>What is known of a code; for an unknown one, an entry of class <see cref="Unclassified"/> that names it.</summary>
    public static IbCode Find(int code) =>
        ByCode.TryGetValue(code, out var known) ? known
        : code is >= 2100 and <= 2199 ? UnknownWarning
        : new(code, code, Unclassified, None, "a code that is not in the table", "read its text, and report it so that it can be added");

    /// <summary>Whether a question (not an order, not a subscription) that was asked with the id of the message is over: known ends, and what is not known.</summary>
    public static bool EndsQuestion(int code) => Find(code) is var known && (known.Class == Unclassified || known.Has(EndsRequest) || known.Class is Order);

    /// <summary>Whether the code refuses an order that was never acknowledged. No code ends an acknowledged order.</summary>
    public static bool IsRefusal(int code) => Find(code).Has(RefusesOrder);

    static IbCode Row(int code, IbCodeClass kind, IbCodeEffects effects, string meaning, string advice) => new(code, code, kind, effects, meaning, advice);

    static IbCode Row(int first, int last, IbCodeClass kind, IbCodeEffects effects, string meaning, string advice) => new(first, last, kind, effects, meaning, advice);

    static Dictionary<int, IbCode> Expand()
    {
        var codes = new Dictionary<int, IbCode>();
        foreach (var row in Table)
            for (var code = row.First; code <= row.Last; code++) codes.Add(code, row);
        return codes;
    }
}
