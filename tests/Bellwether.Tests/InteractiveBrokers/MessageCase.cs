using System.Buffers;
using Bellwether.InteractiveBrokers.Protocol;

namespace Bellwether.Tests.InteractiveBrokers;

/// <summary>One message type, seen without its type: what a test does with every message alike.</summary>
abstract class MessageCase
{
    public static IReadOnlyList<MessageCase> All { get; } =
    [
        .. from type in typeof(IWire).Assembly.GetTypes()
           from contract in type.GetInterfaces()
           where contract.IsGenericType
           let definition = contract.GetGenericTypeDefinition()
           where definition == typeof(IServerMessage<>) || definition == typeof(IClientMessage<>)
           let wrapper = definition == typeof(IServerMessage<>) ? typeof(ServerCase<>) : typeof(ClientCase<>)
           orderby type.Name
           select (MessageCase)Activator.CreateInstance(wrapper.MakeGenericType(type))!,
    ];

    public abstract string Name { get; }

    public abstract int Id { get; }

    public abstract bool FromServer { get; }

    public abstract int Since { get; }

    public abstract object Read(ReadOnlySpan<byte> payload, int serverVersion);

    public abstract byte[] Write(object message, int serverVersion);

    /// <summary>A message with its fields filled by a wire, in the order of its field list.</summary>
    public abstract object Fill<TWire>(ref TWire wire) where TWire : struct, IWire;

    /// <summary>A message as its constructor leaves it.</summary>
    public abstract object Blank();

    public static MessageCase Find(string name, bool fromServer) =>
        All.Single(m => m.FromServer == fromServer && string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Name;

    void Check(int id)
    {
        if (id != Id) throw new InvalidOperationException($"a frame of message {id} was read as {Name}");
    }

    sealed class ServerCase<T> : MessageCase where T : IServerMessage<T>, new()
    {
        public override string Name => T.MessageId.ToString();

        public override int Id => (int)T.MessageId;

        public override bool FromServer => true;

        public override int Since => T.Since;

        public override object Read(ReadOnlySpan<byte> payload, int serverVersion)
        {
            var reader = FieldReader.FromServer(payload, serverVersion);
            Check(reader.MessageId);
            return reader.Read<T>();
        }

        public override byte[] Write(object message, int serverVersion)
        {
            var output = new ArrayBufferWriter<byte>();
            FieldWriter.WriteServer(output, (T)message, serverVersion);
            return output.WrittenSpan.ToArray();
        }

        public override object Blank() => new T();

        public override object Fill<TWire>(ref TWire wire)
        {
            var message = new T();
            T.Transfer(ref wire, ref message);
            return message;
        }
    }

    sealed class ClientCase<T> : MessageCase where T : IClientMessage<T>, new()
    {
        public override string Name => T.MessageId.ToString();

        public override int Id => (int)T.MessageId;

        public override bool FromServer => false;

        public override int Since => T.Since;

        public override object Read(ReadOnlySpan<byte> payload, int serverVersion)
        {
            var reader = FieldReader.FromClient(payload, serverVersion);
            Check(reader.MessageId);
            return reader.Read<T>();
        }

        public override byte[] Write(object message, int serverVersion)
        {
            var output = new ArrayBufferWriter<byte>();
            FieldWriter.WriteClient(output, (T)message, serverVersion);
            return output.WrittenSpan.ToArray();
        }

        public override object Blank() => new T();

        public override object Fill<TWire>(ref TWire wire)
        {
            var message = new T();
            T.Transfer(ref wire, ref message);
            return message;
        }
    }
}
