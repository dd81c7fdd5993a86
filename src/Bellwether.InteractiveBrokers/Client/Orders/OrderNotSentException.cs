namespace Bellwether.InteractiveBrokers;

/// <summary>No byte of the order, change or cancel left this process. Its order id is burnt nevertheless.</summary>
public sealed class OrderNotSentException(int orderId, string message) : Exception(message)
{
    public int OrderId { get; } = orderId;
}
