using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Protection;
using Actors.Privacy.Lookup;
using Actors.Privacy.MasterKeys;
using Actors.Privacy.Records;

namespace Actors.Privacy.Tests.Records;

/// <summary>
/// Published vectors, through our own calls where there is one, and values that stored data depends on.
/// </summary>
public sealed class VectorTests
{
    [Fact]
    public void AES_256_GCM_of_the_GCM_specification_test_case_16()
    {
        var key = Convert.FromHexString("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        var content = Convert.FromHexString(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
            + "b16aedf5aa0de657ba637b39");
        var nonce = Convert.FromHexString("cafebabefacedbaddecaf888");
        var context = Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        using var material = new RecordKey.Material(RecordId.New(), key);

        var ciphertext = new byte[content.Length];
        var tag = new byte[16];
        material.Encrypt(nonce, content, ciphertext, tag, context);

        Assert.Equal(
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
            + "c5f61e6393ba7a0abcc9f662",
            Convert.ToHexStringLower(ciphertext));
        Assert.Equal("76fc6ece0f4e1768cddf8853bb2d551b", Convert.ToHexStringLower(tag));
    }

    [Fact]
    public void HKDF_of_RFC_5869_test_case_1() => Assert.Equal(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        Convert.ToHexStringLower(HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Enumerable.Repeat((byte)0x0b, 22).ToArray(),
            42,
            Convert.FromHexString("000102030405060708090a0b0c"),
            Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9"))));

    [Fact]
    public void HMAC_SHA_256_of_RFC_4231_test_case_2() => Assert.Equal(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Convert.ToHexStringLower(HMACSHA256.HashData("Jefe"u8, "what do ya want for nothing?"u8)));

    /// <summary>Built from HMAC alone, by the steps of RFC 5869, section 2.</summary>
    [Fact]
    public void A_blind_index_is_HMAC_under_the_extracted_and_expanded_key()
    {
        var secret = Enumerable.Range(0, 32).Select(number => (byte)number).ToArray();
        using var ring = new KeyRing(new KeyId("k"), [KeyValuePair.Create(new KeyId("k"), secret)]);
        using var indexer = new BlindIndexer(ring);

        var extracted = HMACSHA256.HashData(Encoding.ASCII.GetBytes("actors.blind-index.1"), secret);
        byte[] expansion = [(byte)BlindIndexPurpose.Phone, 0x01];
        byte[] term = [0, 0, 0, 13, .. "+819012345678"u8];
        var hash = HMACSHA256.HashData(HMACSHA256.HashData(extracted, expansion), term);

        Assert.Equal(hash[..16], indexer.Compute(BlindTerm.Phone("+81 90-1234-5678", "JP")).Value.ToArray());
    }

    /// <summary>Sealed once by format 1. If it does not open any more, neither does what people have stored.</summary>
    [Fact]
    public void A_value_sealed_by_format_1_still_opens()
    {
        var dataKey = Enumerable.Range(1, 32).Select(number => (byte)number).ToArray();
        var record = RecordId.Parse("0123456789abcdef0123456789abcdef");

        // Put together by hand, as the documentation of the format says.
        var nonce = Enumerable.Range(101, 12).Select(number => (byte)number).ToArray();
        var content = Encoding.UTF8.GetBytes("TK1234567");
        var ciphertext = new byte[content.Length];
        var tag = new byte[16];
        using (var cipher = new AesGcm(dataKey, 16))
        {
            byte[] context = [1, .. Convert.FromHexString("0123456789abcdef0123456789abcdef"), .. "passport-number"u8];
            cipher.Encrypt(nonce, content, ciphertext, tag, context);
        }

        var value = Sealed.FromBytes([1, .. nonce, .. ciphertext, .. tag]);
        Assert.StartsWith("AWVmZ2hpamtsbW5vc", value.ToBase64Url(), StringComparison.Ordinal);
        using var key = LooseKeys.Lease(record, dataKey);
        Assert.Equal("TK1234567", key.OpenText(value, SealPurpose.PassportNumber));
    }
}
