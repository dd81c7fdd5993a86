using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.InteractiveBrokers;

/// <summary>Something asked of the gateway that has one answer: how it is written, and which messages answer it.</summary>
abstract class Question : IServerMessageHandler
{
    /// <summary>In words, for errors.</summary>
    public required string What { get; init; }

    public RequestKind Kind { get; init; } = RequestKind.Other;

    /// <summary>How long the answer may take once the request was written.</summary>
    public required TimeSpan Timeout { get; init; }

    public int Id { get; set; }

    /// <summary>Nanoseconds; null before the request was written.</summary>
    public long? Deadline { get; set; }

    /// <summary>A warning that came about it, for the message of a timeout.</summary>
    public string? Warning { get; set; }

    public abstract bool IsOver { get; }

    public abstract void Write(ClientCore core);

    /// <summary>Tells the gateway that nobody waits any more.</summary>
    public virtual void WriteCancel(ClientCore core)
    {
    }

    /// <summary>Questions of one name are asked one after the other, for their answers carry no id or the gateway allows no more; null for all others.</summary>
    public virtual string? AskedAloneAs => null;

    /// <summary>Whether the gateway goes on sending after the answer, until it is told to stop.</summary>
    public virtual bool CancelsAfterAnswer => false;

    /// <summary>True when a code that ends other questions is an answer to this one.</summary>
    public virtual bool IsAnswer(ErrMsg message) => false;

    public abstract void Fail(Exception reason);

    public abstract void Cancel(CancellationToken token);
}

/// <summary>A question with a typed answer.</summary>
abstract class Question<T> : Question
{
    readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override bool IsOver => _answer.Task.IsCompleted;

    protected void Complete(T answer) => _answer.TrySetResult(answer);

    public override void Fail(Exception reason)
    {
        _answer.TrySetException(reason);
        // Whoever stopped waiting must not be told by the finalizer.
        _ = _answer.Task.Exception;
    }

    public override void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);
}
