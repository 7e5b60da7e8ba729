"""Words of names: where one ends and the next begins."""

import pytest

from generator.name.words import snake

WORDS = {
    "createBackup": "create_backup",
    "listHTTPKeys_v2": "list_http_keys_v2",
    "orgIDs": "org_ids",
    "DBRPs": "dbrps",
    "URLsOfPages": "urls_of_pages",
    "DNSsec": "dn_ssec",
    "getOAuthToken": "get_oauth_token",
    "ETag": "etag",
    "IPv4Address": "ipv4_address",
    "bytesP2P": "bytes_p2p",
    "P2PServers": "p2p_servers",
    "S3Bucket": "s3_bucket",
    "md5Hash": "md5_hash",
    "GitHubApp": "github_app",
    "it's": "its",
    "été": "ete",
    "": "",
}


@pytest.mark.parametrize("text", WORDS)
def test_snake(text: str) -> None:
    assert snake(text) == WORDS[text]
