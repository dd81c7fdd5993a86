namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>A message, or a group of fields within one, that can list its fields.</summary>
public interface IFields<TSelf> where TSelf : IFields<TSelf>
{
    /// <summary>
    /// Hands every field to the wire once, in wire order, under the conditions of the negotiated server version.
    /// It assigns no field itself: the wire does when it reads.
    /// </summary>
    static abstract void Transfer<TWire>(ref TWire wire, ref TSelf m) where TWire : struct, IWire, allows ref struct;
}
