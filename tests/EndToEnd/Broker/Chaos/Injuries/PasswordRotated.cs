namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>The workers' account gets another password and loses its connections; the mounted secret has it a while later.</summary>
internal sealed class PasswordRotated : IInjury
{
    public Task HappenAsync(Disturbances during)
    {
        var account = during.Arena.Account;
        return during.LastAsync("password rotated", during.Between(0, 4), account.ChangeAsync, account.TellAsync);
    }
}
