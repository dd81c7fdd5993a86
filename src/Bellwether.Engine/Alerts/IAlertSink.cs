namespace Bellwether.Engine;

/// <summary>Where alerts leave the engine for people who are not looking: a queue at the edge.</summary>
public interface IAlertSink
{
    /// <summary>Called on the engine's thread; returns at once.</summary>
    void Raised(AlertRow alert);
}
