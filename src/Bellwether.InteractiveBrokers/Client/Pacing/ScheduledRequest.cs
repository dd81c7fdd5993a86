namespace Bellwether.InteractiveBrokers;

/// <summary>A request whose turn has come.</summary>
/// <param name="Frame">The encoded request, its length prefix included.</param>
/// <param name="Id">The request or order id; <see cref="RequestScheduler.NoId"/> for none.</param>
/// <param name="Lane">The lane it waited in.</param>
public readonly record struct ScheduledRequest(byte[] Frame, int Id, RequestLane Lane);
