using Presage.Hosting.Checks;

namespace Presage.Tests.Hosting.Checks;

public sealed class StoreFolderCheckTests
{
    [Theory]
    [InlineData("nfs4", "store-without-locks")]
    [InlineData("CIFS", "store-without-locks")]
    [InlineData("fuse.sshfs", "store-without-locks")]
    [InlineData("ext4", null)]
    [InlineData("overlay", null)]
    public void A_file_system_of_the_network_has_no_locks_to_rely_on(string format, string? code)
    {
        var found = StoreFolderCheck.FileSystem(format);

        found.Code.ShouldBe(code);
        found.State.ShouldBe(code is null ? FindingState.Ok : FindingState.Failed);
        found.Found.ShouldContain(format);
    }
}
