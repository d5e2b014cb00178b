namespace Presage.Engine.Binary;

/// <summary>Bytes do not follow their format; whoever knows what they were to be tells the user so.</summary>
internal sealed class DamageException(string message) : Exception(message);
