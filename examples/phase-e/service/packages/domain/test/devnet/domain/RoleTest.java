package devnet.domain;

import devnet.testing.Check;

final class RoleTest {

  void a_role_covers_itself_and_those_before_it() {
    Check.same(true, Role.ADMIN.covers(Role.USER));
    Check.same(true, Role.USER.covers(Role.USER));
    Check.same(false, Role.GUEST.covers(Role.USER));
  }
}
