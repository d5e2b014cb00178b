namespace Presage.Storage;

/// <summary>Hears of it when an operation waits for the store for longer than a person expects, before it is given up.</summary>
public interface IStoreWaits
{
    /// <param name="sentence">Which store, for how long, and until when it is waited for.</param>
    void Waits(string sentence);
}
